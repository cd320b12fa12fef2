import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Failure } from '../failure.ts';
import { createUnderstanding } from './create-understanding.ts';
import { evaluateBayes, evaluateLinear, givenTask, ownTask, type Task } from './evaluate.ts';
import { type LabelledLine, readLabelledLines } from './labelled-lines.ts';
import { modelPath } from './model-file.ts';
import { comparisonTable, report } from './report.ts';

const usage = `nlu -- train | classify | evaluate | compare
  train                               latih model dari intents/ dan simpan
  classify                            satu kalimat per baris dari masukan standar, satu baris JSON per kalimat
  evaluate [--train F.jsonl] [--test F.jsonl] [--oos F.jsonl] [--json]
                                      ukur; tanpa --train memakai intents/, tanpa --test memakai tests di dalamnya
  compare  [--train ..] [--test ..] [--oos ..] [--json]
                                      ukuran yang sama di samping Bayes milik natural
  --content DIR  folder dengan intents/ dan data/ (.)
  --cache DIR    tempat model disimpan (data/runtime/model)
  --kind KIND    linear | bayes, untuk classify (linear)`;

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(`${error.message}\n${error.fix}`);
  process.exitCode = 1;
}

async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(argv);
  const { content: contentDir, cache: cacheDir } = values;
  switch (positionals[0]) {
    case 'train':
      createUnderstanding({ content: contentDir, kind: 'linear', cacheDir, tell: console.error });
      console.log(modelPath(cacheDir));
      return;
    case 'classify':
      return classify(contentDir, cacheDir, values.kind === 'bayes' ? 'bayes' : 'linear');
    case 'evaluate': {
      const { task, test, oos } = sets(values);
      const evaluation = evaluateLinear(task, test, oos);
      console.log(values.json ? JSON.stringify(evaluation) : report(evaluation));
      return;
    }
    case 'compare': {
      const { task, test, oos } = sets(values);
      const rows = { linear: evaluateLinear(task, test, oos), bayes: evaluateBayes(task, test, oos) };
      console.log(values.json ? JSON.stringify(rows) : comparisonTable(rows));
      return;
    }
    default:
      console.error(usage);
      process.exitCode = 2;
  }
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        train: { type: 'string' },
        test: { type: 'string' },
        oos: { type: 'string' },
        json: { type: 'boolean', default: false },
        content: { type: 'string', default: '.' },
        cache: { type: 'string', default: 'data/runtime/model' },
        kind: { type: 'string', default: 'linear' },
      },
    });
  } catch (error) {
    throw new Failure('config-invalid', error instanceof Error ? error.message : String(error), usage, error);
  }
}

interface Files {
  readonly content: string;
  readonly train?: string | undefined;
  readonly test?: string | undefined;
  readonly oos?: string | undefined;
}

function sets(files: Files): { task: Task; test: readonly LabelledLine[]; oos: readonly LabelledLine[] } {
  const oos = files.oos === undefined ? [] : linesOf(files.oos);
  const given = files.test === undefined ? undefined : linesOf(files.test);
  if (files.train === undefined) {
    const { task, tests } = ownTask(files.content);
    return { task, test: given ?? tests, oos };
  }
  if (given === undefined) {
    throw new Failure('config-invalid', '--train tanpa --test', 'Sebutkan juga --test F.jsonl.');
  }
  return { task: givenTask(linesOf(files.train)), test: given, oos };
}

function linesOf(path: string): readonly LabelledLine[] {
  const { lines, badLines } = read(path);
  for (const line of badLines) {
    console.error(`${path}:${line}: bukan {"text","intent","alt"?}; baris ini tidak dihitung`);
  }
  if (lines.length > 0) return lines;
  throw new Failure('config-invalid', `${path}: tidak ada satu baris pun yang bisa dipakai`, usage);
}

function read(path: string) {
  try {
    return readLabelledLines(path);
  } catch (error) {
    throw new Failure(
      'config-invalid',
      `${path}: tidak bisa dibaca`,
      'Periksa nama berkas dan izinnya.',
      error,
    );
  }
}

async function classify(contentDir: string, cacheDir: string, kind: 'linear' | 'bayes'): Promise<void> {
  const understanding = createUnderstanding({ content: contentDir, kind, cacheDir, tell: console.error });
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const { intent, confidence, kind: answer, choices, entities } = understanding.understand(text);
    console.log(JSON.stringify({ text, intent, confidence, kind: answer, choices, entities }));
  }
}
