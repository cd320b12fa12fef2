import { readFileSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { fraudIntent, fraudKinds, fraudOf } from '../../src/dialogs/fraud-told.ts';
import { createUnderstanding } from '../../src/understanding/create-understanding.ts';

/**
 * Sentences of people who met a fraud, 20 for each thing that can be told of it, and 120 that sound alike and are none ("kode ditolak",
 * "klaim kapan cair"). Written by somebody who had not seen intents/; never trained. Floors a few points below what was
 * measured when they were set: 146 of 160 acted on, 144 told apart, no false alarm.
 */
const floor = { actedOn: 0.86, toldApart: 0.85 };
const mostFalseAlarms = 2;

const Line = z.object({
  text: z.string(),
  told: z.enum([...fraudKinds, 'suspected', 'something else']),
});
const lines = readFileSync('test/understanding/fraud-lines.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => Line.parse(JSON.parse(line)));
const understanding = createUnderstanding({ content: '.', kind: 'linear', cacheDir: inject('modelDir') });
const heard = lines.map(({ text, told }) => ({ text, told, understood: understanding.understand(text) }));
const frauds = heard.filter(({ told }) => told !== 'something else');

describe('what people tell of frauds', () => {
  it('is taken for one', () => {
    const missed = frauds.filter(
      ({ understood: { kind, intent } }) => kind !== 'understood' || intent !== fraudIntent,
    );
    expect(1 - missed.length / frauds.length, texts(missed)).toBeGreaterThanOrEqual(floor.actedOn);
  });

  it('is told apart, because what helps differs', () => {
    const mistaken = frauds.filter(one => fraudOf(one) !== one.told);
    expect(1 - mistaken.length / frauds.length, texts(mistaken)).toBeGreaterThanOrEqual(floor.toldApart);
  });

  it('is not heard where there is none', () => {
    const alarms = heard.filter(
      ({ told, understood: { kind, intent } }) =>
        told === 'something else' && kind === 'understood' && intent === fraudIntent,
    );
    expect(alarms.length, texts(alarms)).toBeLessThanOrEqual(mostFalseAlarms);
  });
});

function texts(some: readonly { readonly text: string }[]): string {
  return some.map(({ text }) => text).join('\n');
}
