import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { openGround } from './ground.ts';
import { type Adapter, holds } from './scenario.ts';
import { scenarios } from './scenarios.ts';
import { makeTools, type Tools } from './tools.ts';

interface Options {
  readonly postgresUrl?: string;
  /** `R1` ...; all of them by default. */
  readonly only?: readonly string[];
}

/** Every fault once, in its short form. Figures that depend on the machine are judged by `npm run -s faults` only. */
export function describeFaults(adapter: Adapter, { postgresUrl, only }: Options = {}): void {
  const chosen = scenarios.filter(({ id }) => only?.includes(id) ?? true);
  describe(`faults on ${adapter}`, () => {
    let tools: Tools;
    beforeAll(async () => {
      tools = await makeTools(postgresUrl, inject('webDir'));
    });
    afterAll(() => tools.dispose());

    it.each(chosen.map(scenario => [`${scenario.id} ${scenario.title}`, scenario] as const))(
      '%s',
      async (_name, scenario) => {
        const ground = await openGround(adapter, tools);
        onTestFinished(() => ground.dispose());
        const figures = await scenario.run(ground, 'short', () => {});
        expect(figures.filter(figure => !figure.timed && !holds(figure))).toEqual([]);
        expect(figures.some(({ bar }) => bar)).toBe(true);
      },
      // Processes are started and killed: seconds on a quiet machine, minutes on a busy one.
      300_000,
    );
  });
}
