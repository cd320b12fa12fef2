import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/accounts/mock/store.ts';
import { FakeClock } from '../support/fake-clock.ts';

async function openInFolder() {
  const dataDir = await mkdtemp(join(tmpdir(), 'institution-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const open = () => openStore(dataDir, new FakeClock(), async () => ({}));
  const kept = async () => JSON.parse(await readFile(join(dataDir, 'state.json'), 'utf8')).sends;
  return { store: await open(), open, kept };
}

it('changes that come together share few writes, each sees those before it, and all are durable', async () => {
  const { store, open, kept } = await openInFolder();
  let commits = 0;
  store.onCommit(() => {
    commits += 1;
  });
  const sizes = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      store.transact(draft => {
        draft.sends[`member-${n}`] = [Date.parse('2026-03-12T02:00:00Z')];
        return Object.keys(draft.sends).length;
      }),
    ),
  );
  expect(sizes).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
  expect(Object.keys(await kept())).toHaveLength(100);
  expect(Object.keys((await open()).read().sends)).toHaveLength(100);
  expect(commits).toBeLessThan(5);
});

it('a change that throws is refused alone and leaves nothing of it behind', async () => {
  const { store, kept } = await openInFolder();
  const add = (name: string, fails = false) =>
    store.transact(draft => {
      draft.sends[name] = [Date.parse('2026-03-12T02:00:00Z')];
      if (fails) throw new Error(`no ${name}`);
      return name;
    });
  const settled = await Promise.allSettled([add('a'), add('b', true), add('c'), add('d', true), add('e')]);
  expect(settled.map(one => (one.status === 'fulfilled' ? one.value : one.reason.message))).toEqual([
    'a',
    'no b',
    'c',
    'no d',
    'e',
  ]);
  expect(Object.keys(await kept())).toEqual(['a', 'c', 'e']);
  expect(Object.keys(store.read().sends)).toEqual(['a', 'c', 'e']);
});
