import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Example, trainClassifier } from '../../src/understanding/classifier.ts';
import { outputsOfIntents } from '../../src/understanding/intent-kinds.ts';
import { emptyLexicon } from '../../src/understanding/lexicon.ts';
import { trainLinearModel } from '../../src/understanding/linear-model.ts';
import { loadModel, saveModel } from '../../src/understanding/model-file.ts';

const about = ['kode', 'sandi', 'angka', 'pin', 'nomor'];

/** Every label and kind with a verb of its own. */
const examples: readonly Example[] = about.flatMap(thing => [
  { label: 'fraud', words: ['curiga', thing] },
  { label: 'fraud', kind: 'given', words: ['terlanjur', 'kasih', thing] },
  { label: 'fraud', kind: 'kept', words: ['untung', 'tolak', thing] },
  { label: 'otp', words: [thing, 'belum', 'datang'] },
]);

it('a classifier answers with intents and says which kind of one it is', () => {
  const classifier = trainClassifier(examples, emptyLexicon.concepts);
  expect(classifier.labels).toEqual(['fraud', 'otp']);
  const answers = [
    ['terlanjur', 'kasih', 'rahasia'],
    ['untung', 'tolak', 'rahasia'],
    ['curiga', 'rahasia'],
    ['rahasia', 'belum', 'datang'],
  ].map(words => {
    const { logits, kindOf } = classifier.score(words);
    const intent = classifier.labels[logits.indexOf(Math.max(...logits))] ?? '';
    return [intent, kindOf(intent)];
  });
  expect(answers).toEqual([
    ['fraud', 'given'],
    ['fraud', 'kept'],
    ['fraud', undefined],
    ['otp', undefined],
  ]);
});

it('kinds outlive the file of the model', async () => {
  const cacheDir = await mkdtemp(join(tmpdir(), 'kinds-'));
  onTestFinished(() => rm(cacheDir, { recursive: true }));
  saveModel(cacheDir, 'key', trainLinearModel(examples, emptyLexicon));
  const loaded = loadModel(cacheDir, 'key');
  if (loaded.kind !== 'loaded') throw new Error(loaded.kind);
  expect(loaded.model.classifier.score(['terlanjur', 'kasih', 'kode']).kindOf('fraud')).toBe('given');
});

it('the probability of an intent is the one of all its kinds together', () => {
  const { intents, merge } = outputsOfIntents(['a', 'b', 'b/x', 'b/y']);
  const outputs = Float32Array.from([1.5, 0.5, -1, 2]);
  const merged = new Float32Array(intents.length);
  merge(outputs, merged);
  const share = (of: Float32Array, places: readonly number[]) =>
    places.reduce((sum, i) => sum + Math.exp(of[i] ?? 0), 0) / of.reduce((sum, x) => sum + Math.exp(x), 0);
  expect(share(merged, [1])).toBeCloseTo(share(outputs, [1, 2, 3]), 6);
});

it('a kind is only named when it is more probable than all others of its intent together', () => {
  const { kindOf } = outputsOfIntents(['b', 'b/x', 'b/y']);
  expect(kindOf('b', Float32Array.from([0, 2, 0]))).toBe('x');
  expect(kindOf('b', Float32Array.from([0, 0.5, 0]))).toBeUndefined();
  expect(kindOf('b', Float32Array.from([2, 0, 0]))).toBeUndefined();
  expect(kindOf('c', Float32Array.from([2, 0, 0]))).toBeUndefined();
});
