import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { PostgresStore } from '../../src/conversations/postgres/postgres-store.ts';
import { keepInPostgres } from '../../src/conversations/transcripts/keep-in-postgres.ts';
import type { TranscriptKeeper } from '../../src/conversations/transcripts/read-conversations.ts';
import { UserId } from '../../src/ids.ts';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { ended, startCommand } from '../conversations-store/children/run.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';
import { openStore } from './open-store.ts';

let url: string;
let store: PostgresStore;
let keeper: TranscriptKeeper;
beforeEach(async () => {
  url = await newDatabase();
  const database = openDatabase({ url, log: silentLog });
  await migrate(database);
  store = await openStore(database, url, new FakeClock());
  keeper = keepInPostgres(database);
  onTestFinished(() => store.close().then(database.close));
});

function transcripts(...args: string[]) {
  return ended(startCommand('src/conversations/transcripts-cli.ts', args, { DATABASE_URL: url }));
}

describe('npm run transcripts with DATABASE_URL', () => {
  it('exports what was said, and erases a user with all that was theirs', async () => {
    const [mine, other] = [conversationId('one'), conversationId('other')];
    await take(store, mine, { says: [{ from: 'user', text: 'lupa sandi' }] });
    await take(store, other, { conversation: { user: UserId.parse('dl_other') }, says: ['halo'] });
    const exported = await transcripts('export', '--format', 'jsonl');
    expect(exported).toMatchObject({ code: 0, err: '' });
    const rows = exported.out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line).text);
    expect(rows.sort()).toEqual(['halo', 'lupa sandi']);
    expect(await keeper.erase(UserId.parse('dl_other'))).toBe(1);
    expect(await store.load(other)).toBeUndefined();
  });

  it('goes through all conversations, the oldest first, whatever happens to them meanwhile', async () => {
    const ids = Array.from({ length: 205 }, (_, index) => conversationId(`number ${index}`));
    const at = (index: number) => `2026-03-12T0${Math.floor(index / 100)}:00:00.000Z`;
    for (const [index, id] of ids.entries())
      await take(store, id, { at: at(index), conversation: { startedAt: at(index) } });
    const seen: string[] = [];
    for await (const transcript of keeper.all({})) {
      if (transcript === 'damaged') throw new Error('nothing is damaged here');
      // Somebody writes in the one that comes last: it must not be overtaken.
      if (seen.length === 0) await take(store, ids[204] ?? conversationId('none'), {});
      seen.push(transcript.summary.startedAt);
    }
    expect(seen).toHaveLength(205);
    expect(seen).toEqual(seen.toSorted());
  });

  it('lists the newest, shows one, and finds what is missing', async () => {
    const ids = ['old', 'new'].map(conversationId);
    for (const [index, id] of ids.entries()) await take(store, id, { at: `2026-03-1${index}T00:00:00.000Z` });
    const { conversations } = await keeper.newest({}, 1);
    expect(conversations.map(({ id }) => id)).toEqual([ids[1]]);
    expect((await keeper.read(ids[0] ?? conversationId('none')))?.messages).toHaveLength(1);
    expect(await keeper.read(conversationId('never was'))).toBeUndefined();
    expect(await keeper.verify()).toEqual({ checked: 2, damaged: [] });
    const database = openDatabase({ url, log: silentLog });
    await database.run({ name: '', text: 'delete from message where conversation_id = $1' }, [ids[0]]);
    await database.close();
    expect((await keeper.verify()).damaged).toMatchObject([{ file: `conversation ${ids[0]}` }]);
  });
});
