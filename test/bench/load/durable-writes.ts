import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { durableJsonFile } from '../../../src/storage/durable-json-file.ts';

/** A document as large as that of a young conversation. */
const document = { text: randomBytes(1_500).toString('hex') };

/**
 * What the disk can do at the most: a small document into a temporary file, synced, renamed, the folder synced; each
 * into a file and folder of its own, as conversations lie.
 */
export async function openDurableWrites(parent: string) {
  const folder = await mkdtemp(join(parent, 'writes-'));
  return {
    write: (number: number) =>
      durableJsonFile(join(folder, String(number % 256), `${number}.json`), value => value).write(document),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
