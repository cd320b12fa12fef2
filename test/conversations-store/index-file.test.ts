import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTemporaryStore } from './opened-store.ts';
import { aUser, conversationId, take } from './turns.ts';

type Under = Awaited<ReturnType<typeof openTemporaryStore>>;

const ids = ['one', 'two', 'three'].map(conversationId);
const [id = conversationId('one')] = ids;

describe('what the process knew of its conversations when it ended', () => {
  let under: Under;
  let document: string;
  beforeEach(async () => {
    under = await openTemporaryStore();
    for (const one of ids) await take(under.store, one, { says: ['kode otp tidak masuk'] });
    document = await fileOf(under.dataDir, `${id}.json`);
    for (const one of ids) await backdate(await fileOf(under.dataDir, `${one}.json`));
  });
  afterEach(() => under.dispose());

  it('is known again without reading the documents', async () => {
    await under.reopen();
    const content = await readFile(document, 'utf8');
    const { mtime } = await stat(document);
    // Same size, same time: whoever reads it would notice.
    await writeFile(document, content.replace('"schema":1', '"schema":9'));
    await utimes(document, mtime, mtime);
    const store = await under.reopen();
    const { conversations } = await store.list({});
    expect(conversations.map(({ lastUserText }) => lastUserText)).toEqual(
      ids.map(() => 'kode otp tidak masuk'),
    );
    await expect(store.load(id)).rejects.toMatchObject({ code: 'document-damaged' });
  });

  it('does not count for a document that was touched since', async () => {
    await under.reopen();
    const content = await readFile(document, 'utf8');
    await writeFile(document, content.replaceAll('kode otp tidak masuk', 'kode otp sudah masuk'));
    const { conversations } = await (await under.reopen()).list({});
    expect(conversations.find(one => one.id === id)?.lastUserText).toBe('kode otp sudah masuk');
  });

  it('does not count when the file that keeps it is damaged', async () => {
    const before = await (await under.reopen()).list({});
    await under.reopen();
    const index = await fileOf(under.dataDir, 'index.json');
    await writeFile(index, (await readFile(index, 'utf8')).replaceAll('kode otp tidak', 'sudah bisa kok'));
    expect(await (await under.reopen()).list({})).toEqual(before);
  });

  it('does not count for another version of the program', async () => {
    const before = await (await under.reopen()).list({});
    await under.reopen();
    const index = await fileOf(under.dataDir, 'index.json');
    const [, sum, ...content] = (await readFile(index, 'utf8'))
      .replaceAll('kode otp', 'kode lain')
      .split(' ');
    await writeFile(index, ['1', sum, ...content].join(' '));
    expect(await (await under.reopen()).list({})).toEqual(before);
  });

  it('is forgotten with whom it is about', async () => {
    const store = await under.reopen();
    expect(await readFile(await fileOf(under.dataDir, 'index.json'), 'utf8')).toContain(aUser);
    await store.eraseUser(aUser);
    expect((await readdir(under.dataDir)).filter(name => name.startsWith('index'))).toEqual([]);
  });
});

/** As if it had been written a while ago. */
async function backdate(file: string): Promise<void> {
  const then = new Date(Date.now() - 60_000);
  await utimes(file, then, then);
}

async function fileOf(dataDir: string, name: string): Promise<string> {
  const found = (await readdir(dataDir, { recursive: true })).find(entry => basename(entry) === name);
  return join(dataDir, found ?? name);
}
