import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import { Failure } from '../../failure.ts';

/**
 * A lowdb adapter that survives a power cut: temp file, fsync, rename, fsync of the folder; mode 0600 throughout. A
 * missing file is `null`; a damaged one is an error, never an empty start.
 */
export function durableJsonFile<T>(file: string, check: (value: unknown) => T): Adapter<T> {
  const temporary = `${file}.writing`;
  return { read, write };

  async function read(): Promise<T | null> {
    const text = await readIfThere(file);
    if (text === null) return null;
    try {
      return check(JSON.parse(text));
    } catch (error) {
      throw new Failure(
        'document-damaged',
        `${file} is damaged`,
        `Put back a copy of it, or move it away to start from the seed accounts.`,
        error,
      );
    }
  }

  async function write(value: T): Promise<void> {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(JSON.stringify(value));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    await syncFolder(dirname(file));
  }
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Without it the rename itself may be lost. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
