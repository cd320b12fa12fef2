import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Example, trainClassifier } from '../../src/understanding/classifier.ts';
import { emptyLexicon } from '../../src/understanding/lexicon.ts';
import { trainLinearModel } from '../../src/understanding/linear-model.ts';
import { decodeModel, encodeModel } from '../../src/understanding/model-file.ts';

const concepts = new Map([
  ['sandi', 'password'],
  ['kode', 'otp'],
]);
const phrases: readonly (readonly [label: string, phrase: string])[] = [
  ['forgot', 'lupa sandi saya'],
  ['forgot', 'sandi hilang lupa'],
  ['code', 'kode belum masuk'],
  ['code', 'tunggu kode lama'],
  ['other', 'cek saldo dong'],
  ['other', 'mau klaim'],
];
const examples: readonly Example[] = phrases.map(([label, phrase]) => ({ label, words: phrase.split(' ') }));
const classifier = trainClassifier(examples, concepts);

const anyWords = fc.array(
  fc.oneof(
    fc.constantFrom(...examples.flatMap(({ words }) => words), 'sandinya', 'kodee', '#16', '?'),
    fc.string({ minLength: 1, maxLength: 40 }),
  ),
  { maxLength: 150 },
);

describe('the classifier', () => {
  it('scores word by word exactly as the whole vector does, however often it has seen a word', () => {
    const { vocabulary, weights, labels } = classifier;
    const { width, bytes, scales, bias } = weights;
    fc.assert(
      fc.property(anyWords, words => {
        const vector = vocabulary.vectorOf(words);
        const { logits, familiarity } = classifier.score(words);
        for (const c of labels.keys()) {
          const products = [...vector.ids].map(
            (id, i) => (vector.values[i] ?? 0) * (scales[id] ?? 0) * (bytes[id * width + c] ?? 0),
          );
          const expected = products.reduce((sum, product) => sum + product, bias[c] ?? 0);
          expect(logits[c]).toBeCloseTo(expected, 3);
        }
        expect(familiarity).toBeCloseTo(vector.familiarity, 6);
      }),
      { numRuns: 200 },
    );
  });

  it('learns the same weights from the same examples, bit for bit', () => {
    expect(trainClassifier(examples, concepts).weights).toEqual(classifier.weights);
  });

  it('tells its own examples apart', () => {
    for (const { words, label } of examples) {
      const { logits } = classifier.score(words);
      expect(classifier.labels[logits.indexOf(Math.max(...logits))]).toBe(label);
    }
  });
});

describe('with many labels', () => {
  /** Two labels for each pair of words; only which of the two comes first tells them apart, and others stand between. */
  const sentences = (around: readonly (readonly [string, string, string, string])[]): readonly Example[] =>
    Array.from({ length: 32 }, (_, i) => [`awal${i}`, `akhir${i}`] as const).flatMap(([a, b]) =>
      around.flatMap(([before, one, other, after]) => [
        { label: `${a} ${b}`, words: [before, a, one, other, b, after] },
        { label: `${b} ${a}`, words: [before, b, one, other, a, after] },
      ]),
    );
  const model = trainLinearModel(
    sentences([
      ['halo', 'belum', 'juga', 'kak'],
      ['pagi', 'sudah', 'lama', 'min'],
    ]),
    emptyLexicon,
  );
  const unseen = sentences([['eh', 'tidak', 'pernah', 'ya']]);

  it('the order of two words counts although others stand between them', () => {
    const { classifier } = model;
    for (const { words, label } of unseen) {
      const { logits } = classifier.score(words);
      expect(classifier.labels[logits.indexOf(Math.max(...logits))]).toBe(label);
    }
  });

  it('a kept model answers exactly like the one that was trained', () => {
    const loaded = decodeModel(Buffer.from(encodeModel('key', model)), 'key');
    if (loaded.kind !== 'loaded') throw new Error(`the model is ${loaded.kind}`);
    for (const { words } of unseen) {
      const kept = loaded.model.classifier.logits(words).slice();
      expect(kept).toEqual(model.classifier.logits(words));
    }
  });
});
