import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const inMemory = '/dev/shm';
/** In bytes. A run leaves some hundred megabytes at the same time; many containers have less. */
const roomEnough = 2e9;

/**
 * Where test files keep their data: in memory, where the machine has room for that. In `npm test` processes are killed, never the
 * machine: waiting for a disk would prove nothing. The folder is gone when this process ends.
 */
export function quickFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    if (bavail * bsize < roomEnough) return tmpdir();
    const folder = mkdtempSync(join(inMemory, 'jmo-tests-'));
    // PostgreSQL runs as another user.
    chmodSync(folder, 0o755);
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  } catch {
    return tmpdir();
  }
}
