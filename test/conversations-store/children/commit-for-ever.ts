/** Commits turns until it is killed; prints the number of each turn once its commit was acknowledged. */
import { writeSync } from 'node:fs';
import { openLowdbStore } from '../../../src/conversations/lowdb/lowdb-store.ts';
import { silentLog } from '../../../src/log.ts';
import { systemClock } from '../../../src/time-and-chance.ts';
import { conversationId, take } from '../turns.ts';

const store = await openLowdbStore({ dataDir: process.argv[2] ?? '', clock: systemClock, log: silentLog });
const id = conversationId('killed');
for (let number = ((await store.load(id))?.lastSequence ?? 0) + 1; ; number += 1) {
  await take(store, id, { says: [`pesan ${number}`], handled: `key-${number}` });
  writeSync(1, `${number}\n`);
}
