import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { durableJsonFile } from '../../storage/durable-json-file.ts';

/** In characters: a disk that is all but full has room for less than a conversation. */
const sample = 256 * 1024;

export type WriteCheck = ReturnType<typeof createWriteCheck>;

/** Can documents be written? Looked at only after one could not, until it can be done again. */
export function createWriteCheck(dataDir: string) {
  const file = join(dataDir, 'write-check.json');
  let trouble = false;

  return {
    /** Runs a write and remembers when it fails. */
    async around<T>(write: () => Promise<T>): Promise<T> {
      try {
        return await write();
      } catch (error) {
        trouble = true;
        throw error;
      }
    },
    /** Throws what still stands in the way, e.g. `Failure('disk-full')`. */
    async check(): Promise<void> {
      if (!trouble) return;
      await durableJsonFile(file, String).write('x'.repeat(sample));
      await rm(file, { force: true });
      trouble = false;
    },
  };
}
