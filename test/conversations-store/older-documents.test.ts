import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { noNotes } from '../../src/conversations/case-notes.ts';
import { openTemporaryStore } from './opened-store.ts';
import { conversationId, take } from './turns.ts';

const id = conversationId('before people could take a chat over');

it('a document from before case notes were kept is read, with empty ones, and goes on', async () => {
  const under = await openTemporaryStore();
  onTestFinished(() => under.dispose());
  await take(under.store, id);
  const file = await documentOf(under.dataDir);
  const { notes, ...older } = JSON.parse(await readFile(file, 'utf8'));
  expect(notes).toEqual(noNotes);
  await writeFile(file, JSON.stringify(older));

  const store = await under.reopen();
  expect(await store.load(id)).toMatchObject({ holder: 'bot', notes: noNotes });
  await take(store, id);
  expect(await store.messages(id)).toHaveLength(2);
  expect(await store.verify()).toEqual({ checked: 1, damaged: [] });
});

async function documentOf(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'conversations');
  const names = await readdir(folder, { recursive: true });
  return join(folder, names.find(name => name.endsWith(`${id}.json`)) ?? '');
}
