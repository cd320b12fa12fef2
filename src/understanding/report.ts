import type { Evaluation } from './evaluate.ts';

/** An evaluation as text: the figures, each label, and what is mixed up most. */
export function report(evaluation: Evaluation): string {
  const labels = Object.entries(evaluation.perIntent).map(([label, { precision, recall, f1, support }]) =>
    row(label, [percent(precision), percent(recall), percent(f1), String(support)]),
  );
  const confusions = evaluation.confusions
    .slice(0, 15)
    .map(([wanted, got, count]) => `  ${String(count).padStart(3)}  ${wanted} -> ${got}`);
  return [
    ...figures.map(([name, show]) => row(name, [show(evaluation)])),
    '',
    row('label', ['presisi', 'recall', 'F1', 'jumlah']),
    ...labels,
    '',
    'paling sering tertukar (seharusnya -> terbaca)',
    ...confusions,
  ].join('\n');
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
  ['p50, us', e => e.p50us.toFixed(0)],
  ['p99, us', e => e.p99us.toFixed(0)],
  ['kalimat per detik', e => String(e.perSecond)],
] as const satisfies readonly (readonly [string, (evaluation: Evaluation) => string])[];

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(34) + cells.map(cell => cell.padStart(10)).join('');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function decimal(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}
