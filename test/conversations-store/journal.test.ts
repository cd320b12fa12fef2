import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraseUnowned } from '../../src/conversations/lowdb/erase-unowned.ts';
import { openLowdbStore } from '../../src/conversations/lowdb/lowdb-store.ts';
import { keepInFiles } from '../../src/conversations/transcripts/keep-in-files.ts';
import { type Log, silentLog } from '../../src/log.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { openTemporaryStore, temporaryFolder } from './opened-store.ts';
import { aUser, conversationId, take } from './turns.ts';

type Under = Awaited<ReturnType<typeof openTemporaryStore>>;

const ids = Array.from({ length: 12 }, (_, number) => conversationId(`busy ${number}`));

describe('turns of many conversations at once', () => {
  let under: Under;
  let journal: string;
  beforeEach(async () => {
    under = await openTemporaryStore();
    journal = join(under.dataDir, 'journal');
  });
  afterEach(() => under.dispose());

  it('share lines of the journal, which a process that reads beside it sees', async () => {
    await all(under);
    const lines = (await readFile(await segmentOf(journal), 'utf8')).trimEnd().split('\n');
    expect(lines.length).toBeLessThan(ids.length - 2);
    const beside = keepInFiles(under.dataDir);
    expect((await beside.newest({}, 50)).conversations).toHaveLength(ids.length);
    for (const id of ids) expect((await beside.read(id))?.messages).toHaveLength(1);
    expect(await beside.verify()).toEqual({ checked: ids.length, damaged: [] });
  });

  it('are in their own documents, and the journal is empty, once it is calm', async () => {
    await all(under);
    await under.clock.advance(1_000);
    await expect.poll(() => readdir(journal)).toEqual([]);
    expect(await documentsIn(under.dataDir)).toHaveLength(ids.length);
  });

  it('are there after a crash, in the order in which they were taken', async () => {
    await all(under);
    await all(under);
    const copy = await crashed(under);
    for (const id of ids)
      expect((await copy.store.messages(id)).map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(await copy.store.verify()).toEqual({ checked: ids.length, damaged: [] });
    expect(await readdir(join(copy.dataDir, 'journal'))).toEqual([]);
    await copy.store.close();
  });

  it('are erased from the journal too, by the server and without one', async () => {
    await all(under);
    const segment = await readFile(await segmentOf(journal), 'utf8');
    expect(await under.store.eraseUser(aUser)).toBe(ids.length);
    expect(await readdir(journal)).toEqual([]);

    const dataDir = await temporaryFolder();
    await mkdir(join(dataDir, 'journal'));
    await writeFile(join(dataDir, 'journal', '0000000001.jsonl'), segment);
    expect(await eraseUnowned(dataDir, aUser, new FakeClock(), silentLog)).toBe(namedIn(segment).length);
    expect(await readdir(join(dataDir, 'journal'))).toEqual([]);
    expect(await documentsIn(dataDir)).toEqual([]);
  });

  it('lose nothing but the last line when a crash has torn it', async () => {
    await all(under);
    const whole = await readFile(await segmentOf(journal), 'utf8');
    const last = whole.trimEnd().split('\n').at(-1) ?? '';
    const { store, errors } = await crashed(under, whole.slice(0, -Math.ceil(last.length / 2)));
    for (const id of ids) expect(await store.messages(id)).toHaveLength(namedIn(last).includes(id) ? 0 : 1);
    expect(errors).toEqual([]);
    await store.close();
  });

  it('are refused and reported when an earlier line is damaged, and the others go on', async () => {
    await all(under);
    const whole = await readFile(await segmentOf(journal), 'utf8');
    const [first = ''] = whole.split('\n');
    const damaged = whole.replace('"lastUserText":"', '"lastUserText":"x');
    const { store, dataDir, errors } = await crashed(under, `${damaged}00000000 []\n`);
    expect(namedIn(first).length).toBeGreaterThan(0);
    for (const id of ids) {
      if (!namedIn(first).includes(id)) expect(await store.messages(id)).toHaveLength(1);
      else await expect(store.load(id)).rejects.toMatchObject({ code: 'document-damaged' });
    }
    expect(errors).toContain('a line of the journal is damaged');
    expect(await readdir(join(dataDir, 'quarantine'))).toHaveLength(namedIn(first).length);
    await store.close();
  });
});

describe('a line of the journal that cannot be written', () => {
  it('fails every turn in it and no other, and the next turns work without a restart', async () => {
    const under = await openTemporaryStore();
    // A file where the folder has to be: refused whoever runs the test, unlike a missing permission.
    await writeFile(join(under.dataDir, 'journal'), '');
    const outcomes = await Promise.allSettled(ids.map(id => take(under.store, id)));
    const straight = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(straight).toBeLessThan(ids.length);
    expect((await under.store.list({})).conversations).toHaveLength(straight);
    await rm(join(under.dataDir, 'journal'));
    for (const [index, id] of ids.entries())
      if (outcomes[index]?.status === 'rejected') await take(under.store, id);
    await all(under);
    const store = await under.reopen();
    for (const id of ids) expect(await store.messages(id)).toHaveLength(2);
    await under.dispose();
  });
});

/** A turn of each, as when many people write at the same time. */
async function all({ store }: Pick<Under, 'store'>): Promise<void> {
  await Promise.all(ids.map(id => take(store, id)));
}

/** What a process finds that starts where another was killed just now; `segment` instead of what it had in its journal. */
async function crashed(under: Under, segment?: string) {
  const dataDir = await temporaryFolder();
  for (const folder of ['conversations', 'journal'])
    await cp(join(under.dataDir, folder), join(dataDir, folder), { recursive: true });
  if (segment !== undefined) await writeFile(join(dataDir, 'journal', '0000000001.jsonl'), segment);
  const errors: string[] = [];
  const log: Log = { ...silentLog, error: event => errors.push(event) };
  return { dataDir, errors, store: await openLowdbStore({ dataDir, clock: new FakeClock(), log }) };
}

async function segmentOf(journal: string): Promise<string> {
  const [name = ''] = await readdir(journal);
  return join(journal, name);
}

function namedIn(lines: string): readonly string[] {
  return [...lines.matchAll(/"schema":1,"id":"([^"]+)"/g)].map(match => match[1] ?? '');
}

async function documentsIn(dataDir: string): Promise<readonly string[]> {
  const names = await readdir(join(dataDir, 'conversations'), { recursive: true });
  return names.filter(name => name.endsWith('.json'));
}
