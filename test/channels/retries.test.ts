import { expect, it } from 'vitest';
import { type Item, type Queue, workOff } from '../../src/channels/push/work-off.ts';
import type { Settlement } from '../../src/conversations/settlement.ts';
import { silentLog as log } from '../../src/log.ts';
import { secureRandom as random } from '../../src/time-and-chance.ts';
import { conversationId } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';

const second = 1_000;
const hour = 60 * 60 * second;

/** In milliseconds: the pause before the next attempt, or that there is none, for each of these items that failed just now. */
async function pausesOf(items: readonly Omit<Item, 'conversation'>[], notBefore?: number) {
  const clock = new FakeClock();
  const settled: Settlement[] = [];
  const waiting = items.map((item, n) => ({ ...item, conversation: conversationId(`of ${n}`) }));
  const queue: Queue<Item> = {
    claimDue: async () => waiting.splice(0),
    lookAgainAt: () => undefined,
    settle: async (_, settlement) => void settled.push(settlement),
    postpone: async () => {},
  };
  const failure = { kind: 'later', problem: 'away', ...(notBefore !== undefined && { notBefore }) } as const;
  const work = async () => failure;
  const worker = workOff({ queue, work, claimLasts: second, name: 'test', clock, random, log });
  await worker.idle();
  await worker.stop();
  return settled.map(one => (one.kind === 'later' ? one.at - clock.now() : one.kind));
}

const now = new Date(new FakeClock().now()).toISOString();

it('those that failed together do not come back together', async () => {
  const pauses = await pausesOf(Array.from({ length: 30 }, () => ({ since: now, attempts: 3 })));
  expect(new Set(pauses).size).toBeGreaterThan(10);
  for (const pause of pauses) {
    expect(pause).toBeGreaterThanOrEqual(6 * second);
    expect(pause).toBeLessThan(10 * second);
  }
});

it('pauses double from attempt to attempt, up to a quarter of an hour', async () => {
  for (const [attempts, about] of [0, 1, 2, 3, 4, 5]
    .map(n => [n, 2 ** n * second] as const)
    .concat([[12, hour / 4]])) {
    const [pause] = await pausesOf([{ since: now, attempts }]);
    expect(pause).toBeGreaterThanOrEqual(0.75 * about);
    expect(pause).toBeLessThan(1.25 * about);
  }
});

it('a platform that says when to come back is asked then, and what is a day old is given up', async () => {
  expect(await pausesOf([{ since: now, attempts: 9 }], 42 * second)).toEqual([42 * second]);
  const yesterday = new Date(Date.parse(now) - 24 * hour).toISOString();
  expect(await pausesOf([{ since: yesterday, attempts: 9 }])).toEqual(['failed']);
});
