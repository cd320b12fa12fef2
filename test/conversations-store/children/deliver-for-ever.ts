/**
 * Puts a message into the inbox, commits a turn that owes an answer, delivers the answer, and again, until it is killed.
 * Prints each step once it was acknowledged.
 */
import { writeSync } from 'node:fs';
import { openLowdbStore } from '../../../src/conversations/lowdb/lowdb-store.ts';
import { DedupeKey } from '../../../src/ids.ts';
import { silentLog } from '../../../src/log.ts';
import { systemClock } from '../../../src/time-and-chance.ts';
import { conversationId, take } from '../turns.ts';

const store = await openLowdbStore({ dataDir: process.argv[2] ?? '', clock: systemClock, log: silentLog });
const id = conversationId('killed');
const say = (step: string, number: number) => writeSync(1, `${step} ${number}\n`);

for (let number = ((await store.load(id))?.lastSequence ?? 0) + 1; ; number += 1) {
  const at = new Date().toISOString();
  const key = DedupeKey.parse(`key-${number}`);
  await store.inbox.put([{ conversation: id, key, sealed: `s1.${number}` }], Date.now());
  say('put', number);
  const says = [{ from: 'bot', text: `pesan ${number}` }] as const;
  await take(store, id, {
    says,
    at,
    handled: key,
    conversation: { channel: 'telegram', replyAddress: 's1.x' },
  });
  say('committed', number);
  // More is said than delivered: the rest has to be owed afterwards.
  if (number % 3 !== 0) continue;
  const now = Date.now();
  const [owed] = await store.outbox.claimDue(now, now + 1_000, 1);
  if (owed) await store.outbox.settle(owed, { kind: 'done' });
  say('delivered', owed?.sequence ?? 0);
}
