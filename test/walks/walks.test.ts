import { describe, expect, it } from 'vitest';
import { trainedUnderstanding } from '../support/assistant.ts';
import { readMaterial } from './material.ts';
import { brokenPromises, spoken } from './promises.ts';
import { walk } from './walk.ts';

const walks = Number(process.env.WALKS ?? 100);
const stepsEach = 100;
/** `WALK=37` takes the one walk that failed again, and tells every step of it. */
const only = Number(process.env.WALK ?? Number.NaN);

describe('random walks through all dialogs', () => {
  const seeds = Number.isNaN(only) ? Array.from({ length: walks }, (_, index) => index + 1) : [only];

  it(`keep every promise for ${seeds.length * stepsEach} turns`, { timeout: 400_000 }, async () => {
    const material = await readMaterial(trainedUnderstanding());
    const broken: string[] = [];
    for (const seed of seeds) {
      const before: (readonly string[])[] = [];
      let turn = 0;
      for await (const step of walk(seed, stepsEach, material)) {
        keep(before, spoken({ said: step.meanwhile }));
        const problems = brokenPromises(step, before);
        const happened = `walk ${seed}, turn ${turn++}: ${JSON.stringify(step.input)}`;
        if (!Number.isNaN(only)) process.stdout.write(`${[happened, ...spoken(step)].join('\n    ')}\n`);
        broken.push(...problems.map(problem => `${happened}\n    ${problem}`));
        keep(before, spoken(step));
      }
    }
    expect(broken).toEqual([]);
  });
});

function keep(before: (readonly string[])[], words: readonly string[]): void {
  if (words.length > 0) before.unshift(words);
}
