import { writeFileSync } from 'node:fs';
import { Failure } from '../../failure.ts';
import { createProgress } from '../../progress.ts';
import { type Contender, type Task, trainBayes, trainLinear } from './contender.ts';
import { type Evaluation, evaluate, type Sets } from './evaluate.ts';
import { measureGrowth } from './growth.ts';
import { htmlReport } from './html-report.ts';
import { type LabelledLine, readLabelledLines } from './labelled-lines.ts';
import { installPeers, trainNlpJs } from './nlpjs.ts';
import { comparisonTable, growthTable, report, speedRatio, stageTable } from './report.ts';
import { measureStages } from './stages.ts';
import { givenTask, ownTask } from './tasks.ts';

/** What the measuring commands share. */
export interface MeasureOptions {
  readonly content: string;
  readonly train?: string | undefined;
  readonly test?: string | undefined;
  readonly oos?: string | undefined;
  readonly language: string;
  readonly html?: string | undefined;
  readonly json: boolean;
}

/** Measures our model beside natural's Bayes, the baseline; `--html` writes the page with curves and misses. */
export async function runEvaluate(options: MeasureOptions): Promise<void> {
  const { task, sets } = read(options);
  const progress = createProgress();
  progress('melatih', 0);
  const { evaluation, answers } = await evaluate(trainLinear(task), task, sets, progress);
  if (options.html !== undefined) {
    write(options.html, htmlReport(evaluation, answers, `Ukuran: ${options.test ?? 'tests di intents/'}`));
  }
  if (options.json) return console.log(JSON.stringify(evaluation));
  progress('pembanding (Bayes)', 0);
  const baseline = await evaluate(trainBayes(task), task, sets, progress);
  console.log(report(evaluation, baseline.evaluation));
}

/** Ours, natural's Bayes and nlp.js on the same sets in one run. */
export async function runCompare(options: MeasureOptions): Promise<void> {
  installPeers(console.error);
  const { task, sets } = read(options);
  const progress = createProgress();
  const trainers: Readonly<Record<string, (task: Task) => Contender | Promise<Contender>>> = {
    linear: trainLinear,
    bayes: trainBayes,
    nlpjs: trainNlpJs,
  };
  const rows: Record<string, Evaluation> = {};
  for (const [name, train] of Object.entries(trainers)) {
    progress(`${name}: melatih`, 0);
    const contender = await train(task);
    const tell = (what: string, done: number) => progress(`${name}: ${what}`, done);
    rows[name] = (await evaluate(contender, task, sets, tell)).evaluation;
  }
  if (options.json) return console.log(JSON.stringify(rows));
  const { linear, ...others } = rows;
  console.log(comparisonTable(rows));
  if (linear === undefined) return;
  console.log(
    `linear ${speedRatio(linear, Object.values(others)).toFixed(1)} x secepat yang tercepat dari lainnya`,
  );
}

/** What a sentence costs as the number of intents and phrases grows. */
export async function runGrowth({ json }: Pick<MeasureOptions, 'json'>): Promise<void> {
  const rows = await measureGrowth(createProgress());
  console.log(json ? JSON.stringify(rows) : growthTable(rows));
}

/** Where the time of a sentence goes. */
export async function runStages(options: MeasureOptions): Promise<void> {
  const { task, sets } = read(options);
  const rows = await measureStages(
    task,
    sets.test.map(({ text }) => text),
  );
  console.log(options.json ? JSON.stringify(rows) : stageTable(rows));
}

function read(options: MeasureOptions): { task: Task; sets: Sets } {
  const oos = options.oos === undefined ? [] : linesOf(options.oos);
  const given = options.test === undefined ? undefined : linesOf(options.test);
  if (options.train === undefined) {
    const { task, tests } = ownTask(options.content);
    return { task, sets: { test: given ?? tests, oos } };
  }
  if (given === undefined) {
    throw new Failure('config-invalid', '--train tanpa --test', 'Sebutkan juga --test F.jsonl.');
  }
  const language = options.language === 'id' ? 'id' : 'en';
  return { task: givenTask(linesOf(options.train), language), sets: { test: given, oos } };
}

function linesOf(path: string): readonly LabelledLine[] {
  const { lines, badLines } = readable(path);
  for (const line of badLines) {
    console.error(`${path}:${line}: bukan {"text","intent","alt"?}; baris ini tidak dihitung`);
  }
  if (lines.length > 0) return lines;
  const fix = 'Isi dengan satu {"text":"...","intent":"..."} per baris.';
  throw new Failure('config-invalid', `${path}: tidak ada satu baris pun yang bisa dipakai`, fix);
}

function readable(path: string) {
  try {
    return readLabelledLines(path);
  } catch (error) {
    const fix = 'Periksa nama berkas dan izinnya.';
    throw new Failure('config-invalid', `${path}: tidak bisa dibaca`, fix, error);
  }
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const fix = 'Pilih tempat lain dengan --html BERKAS.';
    throw new Failure('config-invalid', `${path}: tidak bisa ditulis`, fix, error);
  }
  console.error(`Laporan: ${path}`);
}
