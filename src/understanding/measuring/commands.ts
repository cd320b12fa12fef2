import { writeFileSync } from 'node:fs';
import { Failure } from '../../failure.ts';
import { createProgress } from '../../progress.ts';
import { type Contender, type Task, trainBayes, trainLinear } from './contender.ts';
import { type Evaluation, evaluate, type Sets } from './evaluate.ts';
import { measureGrowth } from './growth.ts';
import { htmlReport } from './html-report.ts';
import { type LabelledLine, readLabelledLines } from './labelled-lines.ts';
import { installPeers, trainNlpJs } from './nlpjs.ts';
import { serveContender, startOwnProcess } from './own-process.ts';
import type { Answer } from './quality.ts';
import { comparisonTable, growthTable, report, speedRatios, stageTable } from './report.ts';
import { timedHere } from './speed.ts';
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
  const kita = trainLinear(task);
  if (options.json) {
    const { evaluation, answers } = (await evaluate({ kita }, task, sets, progress)).kita;
    writeHtml(options, evaluation, answers);
    return console.log(JSON.stringify(evaluation));
  }
  const results = await evaluate({ kita, bayes: trainBayes(task) }, task, sets, progress);
  writeHtml(options, results.kita.evaluation, results.kita.answers);
  console.log(report(results.kita.evaluation, results.bayes.evaluation));
}

function writeHtml({ html, test }: MeasureOptions, evaluation: Evaluation, answers: readonly Answer[]): void {
  if (html === undefined) return;
  write(html, htmlReport(evaluation, answers, `Ukuran: ${test ?? 'tests di intents/'}`));
}

/** Ours, natural's Bayes and nlp.js on the same sets in one run. */
export async function runCompare(options: MeasureOptions): Promise<void> {
  installPeers(console.error);
  const { task, sets } = read(options);
  const progress = createProgress();
  const contenders = {} as Record<ContenderName, Contender>;
  for (const name of contenderNames) {
    progress(`${name}: melatih`, 0);
    contenders[name] = await trainers[name](task);
  }
  const processes = new Map(contenderNames.map(name => [String(name), startOwnProcess(name)]));
  const results = await evaluate(contenders, task, sets, progress, (name, part, contender, texts) => {
    return processes.get(name)?.timed(part) ?? timedHere(contender.classify, texts);
  }).finally(() => {
    for (const { stop } of processes.values()) stop();
  });
  const rows = {
    linear: results.linear.evaluation,
    bayes: results.bayes.evaluation,
    nlpjs: results.nlpjs.evaluation,
  };
  console.log(options.json ? JSON.stringify(rows) : comparisonTable(rows));
  if (!options.json) console.log(speedRatios(rows));
}

/** For `compare`: one contender in a process of its own, timed from outside. */
export async function runContender(name: string, options: MeasureOptions): Promise<void> {
  const known = contenderNames.find(one => one === name);
  if (known === undefined)
    throw new Failure('config-invalid', `tidak ada ${name}`, contenderNames.join(', '));
  const { task, sets } = read(options);
  serveContender(
    await trainers[known](task),
    sets.test.map(({ text }) => text),
  );
}

const contenderNames = ['linear', 'bayes', 'nlpjs'] as const;
type ContenderName = (typeof contenderNames)[number];
const trainers: Readonly<Record<ContenderName, (task: Task) => Contender | Promise<Contender>>> = {
  linear: trainLinear,
  bayes: trainBayes,
  nlpjs: trainNlpJs,
};

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
