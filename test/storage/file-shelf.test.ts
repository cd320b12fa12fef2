import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { withFileLock } from '../../src/storage/file-lock.ts';
import { openFileShelf } from '../../src/storage/file-shelf.ts';
import { systemClock as clock } from '../../src/time-and-chance.ts';

it('a thousand changes that come together are written as one, and each is answered', async () => {
  const { file, shelf } = await opened();
  await shelf.change('first', () => 'there');
  const inode = async () => (await stat(file)).ino;
  const before = await inode();
  const seen = new Set<number>();
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, async (_, n) => {
      const answer = await shelf.change(String(n), () => `note ${n}`);
      seen.add(await inode());
      return answer;
    }),
  );
  expect(answers).toEqual(Array.from({ length: 1_000 }, (_, n) => `note ${n}`));
  expect(await openFileShelf({ file, item: z.string(), clock }).all()).toHaveLength(1_001);
  // Each write is a new file.
  expect(seen.size).toBe(1);
  expect(seen).not.toContain(before);
});

it('a change that throws is refused alone', async () => {
  const { shelf } = await opened();
  const outcomes = await Promise.allSettled([
    shelf.change('a', () => 'one'),
    shelf.change('b', () => {
      throw new Error('no');
    }),
    shelf.change('a', before => `${before} and two`),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await shelf.all()).toEqual(['one and two']);
});

it('of one process each waits for the others without asking for the lock again and again', async () => {
  const { file } = await opened();
  let held = 0;
  let done = 0;
  const work = async () => {
    held += 1;
    expect(held).toBe(1);
    await new Promise(setImmediate);
    held -= 1;
    done += 1;
  };
  // Were each to look for the lock every 25 ms, most would have given up before their turn.
  await Promise.all(Array.from({ length: 3_000 }, () => withFileLock(file, clock, work)));
  expect(done).toBe(3_000);
  expect(await readdir(join(file, '..'))).toEqual([]);
});

async function opened() {
  const folder = await mkdtemp(join(tmpdir(), 'shelf-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'notes.json');
  return { file, shelf: openFileShelf({ file, item: z.string(), clock }) };
}
