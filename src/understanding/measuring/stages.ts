import { addRows } from '../byte-weights.ts';
import { createClauseUnderstanding } from '../clause-understanding.ts';
import { clean } from '../clean.ts';
import { createFeatureReader } from '../features.ts';
import { createHashTable } from '../hash-table.ts';
import { trainLinearModel } from '../linear-model.ts';
import { createLinearClassify, createLinearUnderstanding } from '../linear-understanding.ts';
import { normalize } from '../normalize.ts';
import { scan } from '../scan.ts';
import { eachFeature } from '../vocabulary.ts';
import type { Task } from './contender.ts';
import { measureSpeed, type Speed } from './speed.ts';

export type StageRow = Pick<Speed, 'p50us' | 'p99us'> & { readonly stage: string };

/**
 * Where the time of a sentence goes. Scanning, hashing and scoring are what every such model has to do (the floor); the
 * rest is ours: lexicon, weighting, decision, and what the bot wants besides the intent.
 */
export async function measureStages(task: Task, texts: readonly string[]): Promise<readonly StageRow[]> {
  const model = trainLinearModel(task.examples, task.lexicon);
  const { classifier, concepts } = model;
  const { vocabulary, weights } = classifier;
  const words = new Map(texts.map(text => [text, normalize(text, task.lexicon)]));
  const wordsOf = (text: string) => words.get(text) ?? [];
  const find = createHashTable(vocabulary.hashes);
  const reader = createFeatureReader(concepts, vocabulary.reach);
  const hashAndFind = (text: string) => {
    let known = 0;
    const see = (_: number, hash: number) => {
      if (find(hash) >= 0) known++;
    };
    eachFeature(reader, wordsOf(text), see);
    return known;
  };
  const scores = new Float32Array(weights.width);
  const vectors = new Map(
    texts.map(text => {
      const { ids, values } = vocabulary.vectorOf(wordsOf(text));
      return [text, { rows: ids.map(id => id * weights.width), values, count: ids.length }] as const;
    }),
  );
  const scoreVector = (text: string) => {
    const vector = vectors.get(text);
    if (vector !== undefined) addRows(weights, vector, scores);
    return scores;
  };
  const classify = createLinearClassify(model);
  const understanding = createLinearUnderstanding(model, task.lexicon, task.findErrorMessage);
  const whole = createClauseUnderstanding(understanding, task.lexicon);

  const stages: readonly (readonly [string, (text: string) => unknown])[] = [
    ['pindai (scan)', text => scan(clean(text).toLowerCase(), 150)],
    ['cacah fitur dan cari (hash)', hashAndFind],
    ['nilai semua label (score)', scoreVector],
    ['normalkan (scan + leksikon)', text => normalize(text, task.lexicon)],
    ['skor lewat jumlah per kata (hash + score)', text => classifier.logits(wordsOf(text))],
    ['kalimat -> intent', text => classify(normalize(text, task.lexicon))],
    ['+ entitas dan pesan galat', text => understanding.understand(text)],
    ['+ anak kalimat (yang dipakai bot)', text => whole.understand(text)],
  ];
  const rows: StageRow[] = [];
  for (const [stage, work] of stages) rows.push({ stage, ...(await measureSpeed(work, texts)) });
  return rows;
}
