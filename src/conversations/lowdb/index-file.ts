import { readFileSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import type { ConversationId } from '../../ids.ts';
import { replaceFile } from '../../storage/durable-json-file.ts';
import type { IndexEntry } from './index-entry.ts';
import type { Paths } from './paths.ts';

/** What was kept in memory when the process ended, for the documents that have not changed since. */
export interface KeptIndex {
  /** `undefined` when it has to be read from the document. */
  get(id: ConversationId): IndexEntry | undefined;
}

export const indexFileName = 'index.json';

/**
 * What made an entry of a document: the code of the bundle that this module is part of. Another version may see more in the same
 * document, so it reads the documents themselves.
 */
const maker = crc32(readFileSync(fileURLToPath(import.meta.url)));

/** In milliseconds: what was written so shortly before may be written again without a change of its time. */
const tooRecent = 2_000;

type Kept = readonly [id: ConversationId, changedAt: number, size: number, entry: IndexEntry];

/**
 * Twenty thousand documents take seconds to read. A copy of what their index knows of them is kept in one file, each with the time and
 * size of its document, as git does: one that was touched since is read again. The file can be removed at any time.
 */
export async function readIndexFile(paths: Paths): Promise<KeptIndex> {
  const bytes = await readFile(fileOf(paths)).catch(() => Buffer.alloc(0));
  const kept = new Map(parse(bytes).map(one => [one[0], one]));
  return {
    get(id) {
      const found = kept.get(id);
      if (!found) return undefined;
      const [, changedAt, size, entry] = found;
      const stat = statSync(paths.document(id), { throwIfNoEntry: false });
      return stat?.isFile() && stat.mtimeMs === changedAt && stat.size === size ? entry : undefined;
    },
  };
}

/** While nothing is being written: an entry and the time of its document belong together. */
export async function writeIndexFile(
  paths: Paths,
  entries: Iterable<IndexEntry>,
  now: number,
): Promise<void> {
  const kept: Kept[] = [];
  for (const entry of entries) {
    const { id } = entry.summary;
    const stat = statSync(paths.document(id), { throwIfNoEntry: false });
    if (stat && stat.mtimeMs < now - tooRecent) kept.push([id, stat.mtimeMs, stat.size, entry]);
  }
  const content = JSON.stringify(kept);
  await replaceFile(fileOf(paths), `${maker} ${crc32(content)} ${content}`);
}

/** It says what users wrote last: erasing somebody removes it. */
export async function removeIndexFile(paths: Paths): Promise<void> {
  await rm(fileOf(paths), { force: true });
}

/** Not checked field by field, as documents are: that would take as long as it saves. It is ours, and whole. */
function parse(bytes: Buffer): readonly Kept[] {
  const [madeBy = '', sum = ''] = bytes.toString('latin1', 0, 30).split(' ', 2);
  const content = bytes.subarray(madeBy.length + sum.length + 2);
  return madeBy === String(maker) && sum === String(crc32(content)) ? JSON.parse(content.toString()) : [];
}

function fileOf({ dataDir }: Paths): string {
  return join(dataDir, indexFileName);
}
