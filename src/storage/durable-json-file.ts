import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../failure.ts';
import { errorCode } from './error-code.ts';

/** An adapter for lowdb, both for `Low<T>` and for `Low<T | null>`. */
export interface DurableFile<T> {
  read(): Promise<T | null>;
  write(value: T | null): Promise<void>;
}

/**
 * lowdb's own adapters sync neither file nor folder and reset the mode. This one survives `kill -9` and a power cut:
 * temp file in the same folder, mode 0600, fsync, rename, fsync of the folder. A missing file is `null`; one that does
 * not parse or does not pass `check` throws `Failure('document-damaged')`; every other error is passed on.
 */
export function durableJsonFile<T>(file: string, check: (value: unknown) => T): DurableFile<T> {
  return {
    async read() {
      const text = await readIfThere(file);
      if (text === null) return null;
      try {
        return check(JSON.parse(text));
      } catch (error) {
        throw damaged(file, error);
      }
    },

    write: value => replaceFile(file, JSON.stringify(value)),
  };
}

/** The old text or the new one, whole, whatever happens meanwhile; the new one for good when it resolves. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}${temporarySuffix}`;
  try {
    await inFolder(dirname(file), () => writeSynced(temporary, text));
    await rename(temporary, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw explainWriteError(file, error);
  }
}

/** Left behind by a crash during a write; never read, removed at the next start. */
export const temporarySuffix = '.writing';

export function damaged(file: string, cause: unknown): Failure {
  return new Failure(
    'document-damaged',
    `${file} is damaged`,
    'Put back a copy from a backup, or move the file away to give up what was in it.',
    cause,
  );
}

/** A rename or a removal is only lasting once its folder is synced. Windows cannot sync folders and needs no help. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the folder, private to this user, and syncs every parent that got a new entry. */
export async function makeFolder(folder: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (firstMade === undefined) return;
  for (let made = folder; made.length >= firstMade.length; made = dirname(made)) {
    await syncFolder(dirname(made));
  }
}

/** The folder is nearly always there: it is only made when it turns out to be missing. */
async function inFolder(folder: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    await makeFolder(folder);
    await write();
  }
}

/** Written, mode 0600, and synced; its name is lasting once the folder is synced as well. */
export async function writeSynced(file: string, text: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    // A folder in the place of a file: nothing that can be read will come of it.
    if (errorCode(error) === 'EISDIR') throw damaged(file, error);
    throw error;
  }
}

/** What operators can do about it; other errors stay as they are. */
export function explainWriteError(file: string, error: unknown): unknown {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Failure(
        'disk-full',
        `No space left to write ${file}`,
        'Free some space; no restart is needed.',
        error,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Failure(
        'data-dir-not-writable',
        `${file} cannot be written`,
        'Make the data folder writable for this user, or set DATA_DIR to a folder that is.',
        error,
      );
    default:
      return error;
  }
}
