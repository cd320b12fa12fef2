import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporarySuffix } from '../../storage/durable-json-file.ts';
import { namesIn, type Paths } from './paths.ts';

/** Removes the temp files of writes that a crash has cut off: nobody was told that they had happened. */
export async function removeUnfinishedWrites({ conversations }: Paths): Promise<void> {
  for (const folder of await namesIn(conversations)) {
    for (const name of await namesIn(join(conversations, folder))) {
      if (name.endsWith(temporarySuffix)) await rm(join(conversations, folder, name), { force: true });
    }
  }
}
