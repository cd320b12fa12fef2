import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The text of every file below a folder. */
export async function everythingBelow(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map(file => readFile(file, 'utf8')))).join('\n');
}
