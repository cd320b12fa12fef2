import { describe, expect, inject, it } from 'vitest';
import { createUnderstanding, validContent } from '../../src/understanding/create-understanding.ts';
import { outOfScope } from '../../src/understanding/decide.ts';
import { readLabelledLines } from '../../src/understanding/measuring/labelled-lines.ts';
import { measureQuality } from '../../src/understanding/measuring/quality.ts';

/**
 * Chat lines written as if by people who never saw the examples. The phrases were improved after a look at the first set;
 * the second was written later and never looked at before it was measured, so its lines must not be used to improve phrases.
 * Floors lie a few lines below what was measured (96 and 97 %).
 */
const sets = [
  { file: 'fresh-chat-lines.jsonl', lines: 417, accuracy: 0.93, recall: 0.75, outOfScope: 0.88 },
  { file: 'final-chat-lines.jsonl', lines: 157, accuracy: 0.92, recall: 0.5, outOfScope: 0.9 },
] as const;

const content = validContent('.');
const understanding = createUnderstanding({ content, kind: 'linear', cacheDir: inject('modelDir') });
const counted = new Map(content.intents.map(({ name, countsAs }) => [name, countsAs ?? name]));

describe.each(sets)('$file', ({ file, lines: count, accuracy, recall, outOfScope: outside }) => {
  const { lines, badLines } = readLabelledLines(`test/understanding/${file}`);
  const quality = measureQuality(
    lines.map(line => {
      const decision = understanding.understand(line.text);
      return { line, decision, label: counted.get(decision.intent) ?? decision.intent };
    }),
  );

  it('is read to the last line, with labels that exist', () => {
    expect({ badLines, lines: lines.length }).toEqual({ badLines: [], lines: count });
    const known = new Set(counted.values());
    expect(lines.flatMap(({ intent, alt }) => [intent, ...alt]).filter(label => !known.has(label))).toEqual(
      [],
    );
  });

  it('is understood at least as well as when the floor was set', () => {
    expect(quality.accuracy).toBeGreaterThanOrEqual(accuracy);
    expect(quality.answeredAccuracy).toBeGreaterThan(quality.accuracy - 0.005);
  });

  it('leaves no intent that is missed too often', () => {
    const weak = Object.entries(quality.perIntent).filter(([, one]) => one.recall < recall);
    expect(weak).toEqual([]);
  });

  it('tells what is out of scope', () => {
    expect(quality.perIntent[outOfScope]?.recall).toBeGreaterThanOrEqual(outside);
  });
});

describe('the finer intents', () => {
  /** The weakest when the floor was set: suspected_fraud with 5 of 15. */
  const floor = 0.3;
  const finer = content.intents.filter(({ countsAs }) => countsAs !== undefined);

  it.each(finer.map(({ name, tests }) => ({ name, tests })))(
    '$name is told from its neighbours',
    ({ name, tests }) => {
      expect(tests.length).toBeGreaterThanOrEqual(15);
      const right = tests.filter(text => understanding.understand(text).intent === name);
      expect(right.length / tests.length).toBeGreaterThanOrEqual(floor);
    },
  );

  it('are recognised in most of their tests', () => {
    const asked = finer.flatMap(({ name, tests }) => tests.map(text => ({ name, text })));
    const right = asked.filter(({ name, text }) => understanding.understand(text).intent === name);
    expect(right.length / asked.length).toBeGreaterThanOrEqual(0.65);
  });
});
