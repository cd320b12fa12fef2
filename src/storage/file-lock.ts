import { open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../failure.ts';
import { createInTurn } from '../in-turn.ts';
import type { Clock } from '../time-and-chance.ts';
import { makeFolder } from './durable-json-file.ts';
import { errorCode } from './error-code.ts';

const pause = 25;
const patience = 5_000;

/** Those of one process wait for each other; the lock is asked for by one of them at a time. */
const inThisProcess = createInTurn<string>();

/**
 * Runs `work` while no other process does the same for this file: lowdb rewrites the whole document, so the later of two
 * writers would undo the earlier. The lock is a file beside it, held for milliseconds; one that is left over from a
 * crash counts for nothing after `patience`.
 */
export async function withFileLock<T>(file: string, clock: Clock, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  return inThisProcess.run(lock, async () => {
    await makeFolder(dirname(file));
    await acquire(lock, clock);
    try {
      return await work();
    } finally {
      await rm(lock, { force: true });
    }
  });
}

async function acquire(lock: string, clock: Clock): Promise<void> {
  for (let tries = 0; tries * pause < 2 * patience; tries += 1) {
    if (await take(lock)) return;
    if (await isLeftOver(lock, clock)) await rm(lock, { force: true });
    else await new Promise(resolve => setTimeout(resolve, pause));
  }
  throw new Failure(
    'data-dir-in-use',
    `${lock} is held by another process`,
    'Wait until that process is done; if there is none, delete the file.',
  );
}

async function take(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function isLeftOver(lock: string, clock: Clock): Promise<boolean> {
  try {
    return clock.now() - (await stat(lock)).mtimeMs > patience;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
