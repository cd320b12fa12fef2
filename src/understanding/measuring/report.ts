import type { Evaluation } from './evaluate.ts';
import type { GrowthRow } from './growth.ts';
import type { StageRow } from './stages.ts';

/** An evaluation as text: the figures beside the baseline's, each label, and what is mixed up most. */
export function report(evaluation: Evaluation, baseline: Evaluation): string {
  const labels = Object.entries(evaluation.perIntent).map(([label, { precision, recall, f1, support }]) =>
    row(label, [percent(precision), percent(recall), percent(f1), String(support)]),
  );
  const confusions = evaluation.confusions
    .slice(0, 15)
    .map(([wanted, got, count]) => `  ${String(count).padStart(3)}  ${wanted} -> ${got}`);
  return [
    comparisonTable({ kita: evaluation, bayes: baseline }),
    '',
    row('label', ['presisi', 'recall', 'F1', 'jumlah']),
    ...labels,
    '',
    'paling sering tertukar (seharusnya -> terbaca)',
    ...confusions,
  ].join('\n');
}

/** Name and value of each figure. */
export function figuresOf(evaluation: Evaluation): readonly (readonly [string, string])[] {
  return figures.map(([name, show]) => [name, show(evaluation)] as const);
}

/** The same figures of several ways to understand, side by side. */
export function comparisonTable(evaluations: Readonly<Record<string, Evaluation>>): string {
  const all = Object.values(evaluations);
  return [row('', Object.keys(evaluations)), ...figures.map(([name, show]) => row(name, all.map(show)))].join(
    '\n',
  );
}

const figures = [
  ['akurasi', e => percent(e.accuracy)],
  ['akurasi longgar (alt)', e => percent(e.lenientAccuracy)],
  ['longgar, 70 % teryakin', e => percent(e.lenientAccuracyAt70)],
  ['macro F1', e => percent(e.macroF1)],
  ['dijawab (coverage)', e => percent(e.coverage)],
  ['akurasi yang dijawab', e => percent(e.answeredAccuracy)],
  ['di luar cakupan: AUROC', e => decimal(e.oosAuroc)],
  ['di luar cakupan: lolos pada 95 %', e => decimal(e.oosAcceptedAt95)],
  ['galat kalibrasi (ECE)', e => decimal(e.ece)],
  ['melatih, ms', e => e.trainMs.toFixed(0)],
  ['memuat, ms', e => e.loadMs.toFixed(1)],
  ['model, kB', e => (e.modelBytes / 1_024).toFixed(0)],
  ['intent p50, us', e => e.p50us.toFixed(0)],
  ['intent p99, us', e => e.p99us.toFixed(0)],
  ['intent, kalimat per detik', e => String(e.perSecond)],
  ['semuanya p50, us', e => microseconds(e.whole?.p50us)],
  ['semuanya p99, us', e => microseconds(e.whole?.p99us)],
] as const satisfies readonly (readonly [string, (evaluation: Evaluation) => string])[];

/** How many times as fast ours is as each of the others, from text to intent. */
export function speedRatios({
  linear,
  ...others
}: Readonly<Record<'linear' | 'bayes' | 'nlpjs', Evaluation>>): string {
  const lines = Object.entries(others).map(([name, other]) => {
    const median = other.p50us / linear.p50us;
    const mean = linear.perSecond / other.perSecond;
    return `linear ${median.toFixed(1)} x secepat ${name} (median), ${mean.toFixed(1)} x (rata-rata)`;
  });
  return [
    ...lines,
    'Dibandingkan: kalimat mentah -> intent dan keyakinan, bergiliran putaran demi putaran, masing-masing dalam proses sendiri. linear: clean,',
    'normalize, skor, kalibrasi, keputusan; bayes: normalize kita, lalu getClassifications; nlpjs: nlp.process(bahasa, kalimat).',
    '"semuanya": understand() milik bot: anak kalimat, entitas, dan pesan galat juga.',
  ].join('\n');
}

export function growthTable(rows: readonly GrowthRow[]): string {
  const head = row('intent x frasa', ['fitur', 'melatih, ms', 'p50, us', 'p99, us']);
  const lines = rows.map(({ intents, phrases, features, trainMs, p50us, p99us }) =>
    row(`${intents} x ${phrases}`, [
      String(features),
      trainMs.toFixed(0),
      p50us.toFixed(1),
      p99us.toFixed(1),
    ]),
  );
  return [head, ...lines].join('\n');
}

export function stageTable(rows: readonly StageRow[]): string {
  const lines = rows.map(({ stage, p50us, p99us }) => row(stage, [p50us.toFixed(1), p99us.toFixed(1)]));
  return [row('langkah', ['p50, us', 'p99, us']), ...lines].join('\n');
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(34) + cells.map(cell => cell.padStart(12)).join('');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function microseconds(time: number | undefined): string {
  return time === undefined ? '-' : time.toFixed(0);
}

function decimal(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}
