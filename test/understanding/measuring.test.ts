import { describe, expect, it } from 'vitest';
import { createProgress } from '../../src/progress.ts';
import {
  calibrationCurve,
  confusionMatrix,
  coverageCurve,
} from '../../src/understanding/measuring/curves.ts';
import { type Answer, measureQuality } from '../../src/understanding/measuring/quality.ts';

function answer(intent: string, label: string, confidence: number, alt: readonly string[] = []): Answer {
  const decision = { kind: 'understood', intent: label, confidence, choices: [] } as const;
  return { line: { text: `${intent} ${label}`, intent, alt: [...alt] }, decision, label };
}

const answers = [
  answer('cat', 'cat', 0.95),
  answer('cat', 'dog', 0.55, ['dog']),
  answer('dog', 'dog', 0.92),
  answer('dog', 'cat', 0.3),
];

describe('the figures of an evaluation', () => {
  it('count strictly, leniently and by intent', () => {
    const quality = measureQuality(answers);
    expect(quality).toMatchObject({ accuracy: 0.5, lenientAccuracy: 0.75, coverage: 1 });
    expect(quality.perIntent.dog).toMatchObject({ recall: 0.5, precision: 0.5, support: 2 });
    expect(quality.confusions).toEqual([
      ['cat', 'dog', 1],
      ['dog', 'cat', 1],
    ]);
  });

  it('say how well confidence tells strangers from friends', () => {
    const stranger = (confidence: number) => answer('', 'cat', confidence).decision;
    expect(measureQuality(answers, [stranger(0.1), stranger(0.2)]).oosAuroc).toBe(1);
    expect(measureQuality(answers, [stranger(0.1), stranger(0.99)])).toMatchObject({
      oosAuroc: 0.5,
      oosAcceptedAt95: 0.5,
    });
    expect(measureQuality(answers).oosAuroc).toBeNull();
  });
});

describe('the curves of the report', () => {
  it('gather answers of like confidence', () => {
    const [low, middle, high] = calibrationCurve(answers, 3);
    expect(low).toMatchObject({ accuracy: 0, count: 1 });
    expect(middle).toMatchObject({ accuracy: 0, count: 1 });
    expect(high).toMatchObject({ accuracy: 1, count: 2 });
  });

  it('fall from the surest answers to all of them', () => {
    expect(coverageCurve(answers).map(({ coverage, accuracy }) => [coverage, accuracy])).toEqual([
      [0.25, 1],
      [0.5, 1],
      [0.75, 1],
      [1, 0.75],
    ]);
  });

  it('show what was taken for what', () => {
    const { labels, counts } = confusionMatrix(answers);
    expect(labels).toEqual(['cat', 'dog']);
    expect(counts).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
});

describe('the progress bar', () => {
  function written(isTTY: boolean) {
    const pieces: string[] = [];
    const stream = { isTTY, write: (text: string) => pieces.push(text) > 0 };
    const progress = createProgress(stream);
    for (const done of [0, 0.5, 0.5, 1]) progress('melatih', done);
    return pieces;
  }

  it('draws each state once on a terminal and clears the line at the end', () => {
    const pieces = written(true);
    expect(pieces).toHaveLength(3);
    expect(pieces[1]).toContain('[############............] melatih');
    expect(pieces.at(-1)).not.toContain('melatih');
  });

  it('keeps silent where nobody watches', () => {
    expect(written(false)).toEqual([]);
  });
});
