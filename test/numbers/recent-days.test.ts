import { expect, it } from 'vitest';
import type { ConversationFact } from '../../src/conversations/conversation-facts.ts';
import { createRecentDays } from '../../src/numbers/recent-days.ts';
import { conversationId } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';

const minute = 60_000;
const day = '2026-03-12';

const fact: ConversationFact = {
  id: conversationId('a'),
  user: 'dl_a' as ConversationFact['user'],
  channel: 'web',
  outcome: 'open',
  startedAt: '2026-03-11T20:00:00.000Z',
  updatedAt: '2026-03-11T20:00:00.000Z',
  causes: [],
  userMessages: 1,
  unknown: 0,
  unsure: 0,
  cameBack: false,
  reached: [],
  mixedUp: [],
};

/** Reading the day takes so long. */
function openDays(takes: number) {
  const clock = new FakeClock();
  let reads = 0;
  let marked = '';
  const facts = {
    mark: async () => marked,
    async *of() {
      reads += 1;
      clock.jump(takes);
      yield Array.from({ length: reads }, () => fact);
    },
  };
  const days = createRecentDays(facts, clock);
  const count = async (mark: string) => {
    marked = mark;
    return (await days.count(day)).numbers.conversations;
  };
  const countLast = async () => (await days.countLast(day)).numbers.conversations;
  return { clock, count, countLast };
}

it('a day is counted anew as soon as something happened, when that is quick', async () => {
  const { count } = openDays(0);
  expect([await count('a'), await count('a'), await count('b')]).toEqual([1, 1, 2]);
});

it('a day in which nothing happened is counted anew after half an hour: some questions are left open now', async () => {
  const { clock, count } = openDays(0);
  await count('a');
  clock.jump(29 * minute);
  expect(await count('a')).toBe(1);
  clock.jump(minute);
  expect(await count('a')).toBe(2);
});

it('counting that takes a minute is not done again for twenty', async () => {
  const { clock, count } = openDays(minute);
  expect(await count('a')).toBe(1);
  clock.jump(19 * minute);
  expect(await count('b')).toBe(1);
  clock.jump(minute);
  expect(await count('c')).toBe(2);
});

it('those who ask at the same time share one count', async () => {
  const { count } = openDays(minute);
  expect(await Promise.all([count('a'), count('b'), count('c')])).toEqual([1, 1, 1]);
});

it('the last count of a day is shared as well, and takes nothing that was counted before', async () => {
  const { count, countLast } = openDays(minute);
  expect(await count('a')).toBe(1);
  expect(await Promise.all([countLast(), countLast()])).toEqual([2, 2]);
});
