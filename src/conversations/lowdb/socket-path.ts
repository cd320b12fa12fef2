import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Systems allow 104 to 108 bytes; some room is left for a suffix. */
const longest = 90;

/** `assistant.sock` in the data folder; where that path is too long, a name made of it in the system's temp folder. */
export async function socketPath(dataDir: string): Promise<string> {
  const real = await realpath(dataDir);
  const name = `jmo-assistant-${createHash('sha256').update(real).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const inside = join(real, 'assistant.sock');
  return Buffer.byteLength(inside) <= longest ? inside : join(tmpdir(), `${name}.sock`);
}
