import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createUnderstanding } from '../../src/understanding/create-understanding.ts';

const sources = 'src/understanding';

/**
 * A folder with the trained classifier, kept between runs: it is trained again when the phrases or anything in the
 * trainer's own folder changed.
 */
export function keptModelDir(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(sources).sort()) {
    if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(sources, name)));
  }
  const folder = resolve('node_modules/.cache/models-under-test', hash.digest('hex').slice(0, 16));
  createUnderstanding({ content: '.', kind: 'linear', cacheDir: folder });
  return folder;
}
