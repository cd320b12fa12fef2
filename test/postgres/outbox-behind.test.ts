import { expect, it, onTestFinished } from 'vitest';
import { createPostgresOutbox } from '../../src/conversations/postgres/postgres-outbox.ts';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';
import { openStore } from './open-store.ts';

const minute = 60_000;
const chats = 20;
const bubbles = 10;

async function opened() {
  const url = await newDatabase();
  const database = openDatabase({ url, log: silentLog });
  const clock = new FakeClock();
  const store = await openStore(database, url, clock);
  onTestFinished(() => store.close().then(database.close));
  const outbox = createPostgresOutbox(database);
  const now = () => clock.now();
  return {
    clock,
    outbox,
    say(name: string, count: number) {
      const says = Array.from(
        { length: count },
        (_, number) => ({ from: 'bot', text: `${number}` }) as const,
      );
      const conversation = { channel: 'telegram', replyAddress: 's1.sealed' } as const;
      return take(store, conversationId(name), { says, conversation, at: new Date(now()).toISOString() });
    },
    claim: () => outbox.claimDue(now(), now() + minute, 100),
    /** What a claim has to go through, by the index of what is due. */
    async lookedAt() {
      const text = 'select count(*)::int from outbox where failed_at is null and due_at <= $1';
      const [row] = await database.run<{ count: number }>({ name: '', text }, [new Date(now())]);
      return row?.count;
    },
  };
}

it.each(['settled for later', 'postponed'] as const)(
  'whoever is owed something now is found without a look at what waits behind heads that were %s',
  async how => {
    const { clock, outbox, say, claim, lookedAt } = await opened();
    const stuck = Array.from({ length: chats }, (_, number) => `stuck ${number}`);
    for (const name of stuck) await say(name, bubbles);
    const at = clock.now() + 10 * minute;
    for (const head of await claim()) {
      if (how === 'postponed') await outbox.postpone(head, at);
      else await outbox.settle(head, { kind: 'later', at, problem: 'http-503' });
    }
    for (const name of stuck) await say(name, 1);
    await say('healthy', 1);
    expect(await lookedAt()).toBe(1);
    expect(await claim()).toMatchObject([{ conversation: conversationId('healthy') }]);

    await clock.advance(10 * minute);
    for (let number = 0; number <= bubbles; number += 1) {
      const heads = (await claim()).filter(({ conversation }) => conversation !== conversationId('healthy'));
      expect(heads).toHaveLength(chats);
      expect(new Set(heads.map(({ sequence }) => sequence))).toEqual(new Set([number + 1]));
      for (const head of heads) await outbox.settle(head, { kind: 'done' });
    }
  },
);

it('what is retried is owed at once, also before one that waits', async () => {
  const { clock, outbox, say, claim } = await opened();
  await say('chat', 2);
  const [first] = await claim();
  if (first) await outbox.settle(first, { kind: 'failed', at: clock.now(), problem: 'http-500' });
  const [second] = await claim();
  const later = { kind: 'later', at: clock.now() + 10 * minute, problem: 'http-503' } as const;
  if (second) await outbox.settle(second, later);
  await outbox.retry(conversationId('chat'), 1, clock.now());
  const [again] = await claim();
  expect(again?.sequence).toBe(1);
  if (again) await outbox.settle(again, { kind: 'done' });
  expect(await claim()).toEqual([]);
  await clock.advance(10 * minute);
  expect(await claim()).toMatchObject([{ sequence: 2 }]);
});
