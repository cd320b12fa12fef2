import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../failure.ts';
import { durableJsonFile } from '../../storage/durable-json-file.ts';

/** What a backup consists of; written last, so that one that was broken off has none. */
const Manifest = z.strictObject({
  schema: z.literal(1),
  at: z.iso.datetime(),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int().nonnegative(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;
export type BackedUpFile = Manifest['files'][number];

export const manifestName = 'manifest.json';

export function manifestIn(folder: string) {
  return durableJsonFile(join(folder, manifestName), value => Manifest.parse(value));
}

export function describeFile(path: string, content: Uint8Array): BackedUpFile {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { path, bytes: content.length, sha256 };
}

/** Throws `Failure('backup-incomplete')` for a folder that is no backup, or not the one that was made. */
export async function readManifest(folder: string): Promise<Manifest> {
  const manifest = await manifestIn(folder).read();
  if (!manifest) throw incomplete(`${folder} holds no complete backup`);
  return manifest;
}

/** Compares a file with what was written when the backup was made; gives back its content. */
export async function readChecked(folder: string, expected: BackedUpFile): Promise<Buffer> {
  const content = await readFile(join(folder, expected.path)).catch((error: unknown) => {
    throw incomplete(`${expected.path} is missing from the backup`, error);
  });
  if (describeFile(expected.path, content).sha256 !== expected.sha256)
    throw incomplete(`${expected.path} has changed since the backup was made`);
  return content;
}

function incomplete(what: string, cause?: unknown): Failure {
  return new Failure('backup-incomplete', what, 'Use another backup.', cause);
}
