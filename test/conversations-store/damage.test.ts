import { access, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../src/ids.ts';
import type { Log, LogFields } from '../../src/log.ts';
import { openTemporaryStore } from './opened-store.ts';
import { aUser, conversationId, take } from './turns.ts';

type Under = Awaited<ReturnType<typeof openTemporaryStore>>;

const id = conversationId('to be damaged');
const healthy = conversationId('healthy');

describe('a damaged document', () => {
  let under: Under;
  let reported: { event: string; fields: LogFields | undefined }[];
  beforeEach(async () => {
    reported = [];
    const log: Log = { info() {}, warn() {}, error: (event, fields) => reported.push({ event, fields }) };
    under = await openTemporaryStore(log);
    await take(under.store, id, { says: Array.from({ length: 450 }, (_, index) => `pesan ${index + 1}`) });
    await take(under.store, healthy);
  });
  afterEach(() => under.dispose());

  const damages: Record<string, (file: string) => Promise<void>> = {
    truncated: file => truncate(file, 700),
    empty: file => truncate(file, 0),
    zeroed: async file => writeFile(file, Buffer.alloc((await readFile(file)).length)),
    null: file => writeFile(file, 'null'),
    'an empty object': file => writeFile(file, '{}'),
    'of a newer schema': async file =>
      writeFile(file, (await readFile(file, 'utf8')).replace('"schema":1', '"schema":2')),
    'of another conversation': async file =>
      writeFile(file, await readFile(await fileOf(under.dataDir, `${healthy}.json`))),
    'missing a message': async file =>
      writeFile(file, (await readFile(file, 'utf8')).replace('"sequence":300', '"sequence":301')),
  };

  it.each(Object.entries(damages))(
    'that is %s is quarantined, reported and never replaced by an empty one',
    async (_, damage) => {
      await damage(await fileOf(under.dataDir, `${id}.json`));
      const report = await under.store.verify();
      expect(report.damaged.map(({ file }) => basename(file))).toEqual([`${id}.json`]);

      const store = await under.reopen();
      expect(reported.map(({ fields }) => fields)).toContainEqual(
        expect.objectContaining({ conversation: id, code: 'document-damaged' }),
      );
      await expect(store.load(id)).rejects.toMatchObject({ code: 'document-damaged' });
      await expect(store.messages(id)).rejects.toMatchObject({ code: 'document-damaged' });
      await expect(take(store, id)).rejects.toMatchObject({ code: 'document-damaged' });
      expect(await store.messages(healthy)).toHaveLength(1);
      expect((await store.list({ text: 'pesan' })).conversations.map(one => one.id)).toEqual([healthy]);
      expect((await readdir(join(under.dataDir, 'quarantine'))).length).toBe(2);
      await expect((await under.reopen()).load(id)).rejects.toMatchObject({ code: 'document-damaged' });
    },
  );

  it('among the older messages is found when they are read', async () => {
    await truncate(await fileOf(under.dataDir, `${id}.1.json`), 100);
    expect((await under.store.messages(id, 300)).length).toBe(150);
    await expect(under.store.messages(id)).rejects.toMatchObject({ code: 'document-damaged' });
    await expect(under.store.load(id)).rejects.toMatchObject({ code: 'document-damaged' });
  });

  it('lets its conversation go on once a good copy was put back', async () => {
    const file = await fileOf(under.dataDir, `${id}.json`);
    const part = await fileOf(under.dataDir, `${id}.1.json`);
    const [good, older] = [await readFile(file), await readFile(part)];
    await truncate(file, 10);
    await under.reopen();
    await rm(join(under.dataDir, 'quarantine'), { recursive: true });
    await writeFile(file, good);
    await writeFile(part, older);
    expect(await (await under.reopen()).messages(id)).toHaveLength(450);
  });

  it('is erased with its user, also from the quarantine', async () => {
    await truncate(await fileOf(under.dataDir, `${id}.json`), 50);
    const store = await under.reopen();
    expect(await store.eraseUser(aUser)).toBe(1);
    expect(await readdir(join(under.dataDir, 'quarantine'))).toEqual([]);
    expect(await store.load(id)).toBeUndefined();
  });

  it('shows nothing of its content in what is reported', async () => {
    const file = await fileOf(under.dataDir, `${id}.json`);
    await writeFile(file, 'kalimat pengguna yang bukan JSON');
    const report = JSON.stringify(await under.store.verify());
    expect(report).toContain(id satisfies ConversationId);
    expect(report).not.toContain('kalimat');
  });
});

describe('a crash while older messages are moved', () => {
  it('leaves each message there once', async () => {
    const under = await openTemporaryStore();
    await take(under.store, id, { says: Array.from({ length: 400 }, (_, index) => `pesan ${index + 1}`) });
    const before = await readFile(await fileOf(under.dataDir, `${id}.json`));
    await take(under.store, id);
    await fileOf(under.dataDir, `${id}.1.json`);
    // The part was written, the main document was not.
    await writeFile(await fileOf(under.dataDir, `${id}.json`), before);
    const store = await under.reopen();
    const expected = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
    expect((await store.messages(id)).map(({ sequence }) => sequence)).toEqual(expected(400));
    expect(await store.verify()).toEqual({ checked: 1, damaged: [] });
    await take(store, id, { says: ['lagi'] });
    expect((await store.messages(id)).map(({ sequence }) => sequence)).toEqual(expected(401));
    await under.dispose();
  });
});

async function fileOf(dataDir: string, name: string): Promise<string> {
  const found = (await readdir(dataDir, { recursive: true })).find(entry => basename(entry) === name);
  const file = join(dataDir, found ?? name);
  await access(file);
  return file;
}
