import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Failure } from '../failure.ts';
import { createUnderstanding } from './create-understanding.ts';
import { runCompare, runContender, runEvaluate, runGrowth, runStages } from './measuring/commands.ts';
import { modelPath } from './model-file.ts';

const usage = `nlu -- train | classify | evaluate | compare | stages | growth
  train                               latih model dari intents/ dan simpan
  classify                            satu kalimat per baris dari masukan standar, satu baris JSON per kalimat
  evaluate [--train F.jsonl] [--test F.jsonl] [--oos F.jsonl] [--html F.html] [--json]
                                      ukur; tanpa --train memakai intents/, tanpa --test memakai tests di dalamnya;
                                      --html: kurva, matriks, dan setiap kesalahan
  compare  [--train ..] [--test ..] [--oos ..] [--language id|en] [--json]
                                      ukuran yang sama di samping Bayes milik natural dan nlp.js, sekali jalan
  stages   [--train ..] [--test ..] [--json]
                                      ke mana waktu satu kalimat pergi
  growth   [--json]                   waktu per kalimat bila intent dan frasa bertambah (kata buatan)
  --content DIR  folder dengan intents/ dan data/ (.)
  --cache DIR    tempat model disimpan (data/runtime/models)
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
  const { content, cache: cacheDir } = values;
  switch (positionals[0]) {
    case 'train':
      createUnderstanding({ content, kind: 'linear', cacheDir, tell: console.error });
      console.log(modelPath(cacheDir));
      return;
    case 'classify':
      return classify(content, cacheDir, values.kind === 'bayes' ? 'bayes' : 'linear');
    case 'evaluate':
      return runEvaluate(values);
    case 'compare':
      return runCompare(values);
    case 'contender':
      return runContender(positionals[1] ?? '', values);
    case 'stages':
      return runStages(values);
    case 'growth':
      return runGrowth(values);
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
        html: { type: 'string' },
        language: { type: 'string', default: 'en' },
        json: { type: 'boolean', default: false },
        content: { type: 'string', default: '.' },
        cache: { type: 'string', default: 'data/runtime/models' },
        kind: { type: 'string', default: 'linear' },
      },
    });
  } catch (error) {
    throw new Failure('config-invalid', error instanceof Error ? error.message : String(error), usage, error);
  }
}

async function classify(content: string, cacheDir: string, kind: 'linear' | 'bayes'): Promise<void> {
  const understanding = createUnderstanding({ content, kind, cacheDir, tell: console.error });
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const { intent, confidence, kind: answer, choices, entities } = understanding.understand(text);
    console.log(JSON.stringify({ text, intent, confidence, kind: answer, choices, entities }));
  }
}
