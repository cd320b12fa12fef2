import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../src/storage/error-code.ts';

/** The text of every file below a folder. Looks again when one of them goes meanwhile. */
export async function everythingBelow(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  try {
    return (await Promise.all(files.map(file => readFile(file, 'utf8')))).join('\n');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return everythingBelow(folder);
  }
}
