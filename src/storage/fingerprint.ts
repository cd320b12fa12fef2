import { stat } from 'node:fs/promises';
import { errorCode } from './error-code.ts';

/** Says whether a file is still the one that was read. Each write makes a new file: its number changes even when time and size do not. */
export async function fingerprint(file: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(file);
    return `${ino} ${mtimeMs} ${size}`;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 'absent';
    throw error;
  }
}
