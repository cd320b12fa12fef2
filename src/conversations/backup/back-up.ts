import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../failure.ts';
import type { Progress } from '../../progress.ts';
import { syncFolder, temporarySuffix, writeSynced } from '../../storage/durable-json-file.ts';
import { errorCode } from '../../storage/error-code.ts';
import { indexFileName } from '../lowdb/index-file.ts';
import { documentEntries } from '../lowdb/journal/document-entries.ts';
import { readJournal } from '../lowdb/journal/journal.ts';
import { latestOf } from '../lowdb/journal/latest.ts';
import { createPaths } from '../lowdb/paths.ts';
import { type BackedUpFile, describeFile, manifestIn } from './manifest.ts';

const isIn = (folder: string) => (path: string) => path.startsWith(`${folder}${sep}`);

const inInbox = isIn('inbox');
const inJournal = isIn('journal');

const inOrder: readonly ((path: string) => boolean)[] = [
  inInbox,
  inJournal,
  path => !inInbox(path) && !inJournal(path),
];

/** Can be made again, or belong to the process that runs. */
const leftOut = ['models', 'assistant.sock', 'write-check.json', indexFileName];

/**
 * Copies the data folder, also while a server works with it: every file there is replaced as a whole, never changed.
 * What waits in the inbox goes first and the journal next, so that each message is there, in its conversation, or in both. Throws
 * `Failure('backup-target')`.
 */
export async function backUp(
  dataDir: string,
  target: string,
  at: Date,
  progress: Progress = () => {},
): Promise<readonly BackedUpFile[]> {
  await makeEmpty(dataDir, target);
  const files: BackedUpFile[] = [];
  const copied = new Set<string>();
  const folders = new Set<string>([target]);
  for (const belongs of inOrder) {
    // Looked for anew each time: what has left the journal since is in its document now.
    const paths = (await filesBelow(dataDir)).filter(belongs).sort();
    for (const [index, path] of paths.entries()) {
      progress(`${index + 1} dari ${paths.length} berkas`, index / paths.length);
      const content = await readIfThere(join(dataDir, path));
      if (content) await copyWithParts(path, content);
    }
    if (belongs === inInbox) await copyLaterSegments(paths);
    // A document of the journal may name older messages that its own file does not know of yet.
    if (belongs === inJournal) await copyAll(await partsInJournal(target));
  }
  for (const folder of folders) await syncFolder(folder);
  await manifestIn(target).write({ schema: 1, at: at.toISOString(), files });
  progress('', 1);
  return files;

  /** What waits is in a newer segment before an older one goes: copied until there is none that is newer. */
  async function copyLaterSegments(before: readonly string[]): Promise<void> {
    const later = (await filesBelow(dataDir)).filter(path => inInbox(path) && !before.includes(path));
    if (later.length === 0) return;
    await copyAll(later);
    await copyLaterSegments([...before, ...later]);
  }

  /** The parts that a document names were there before it was written, and are gone only when it is erased. */
  async function copyWithParts(path: string, content: Buffer): Promise<void> {
    const parts = new Map<string, Buffer>();
    for (const part of partsNamedIn(path, content)) {
      const read = await readIfThere(join(dataDir, part));
      if (!read) return;
      parts.set(part, read);
    }
    for (const [name, bytes] of [...parts, [path, content] as const]) await copy(name, bytes);
  }

  async function copyAll(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      const content = await readIfThere(join(dataDir, path));
      if (content) await copy(path, content);
    }
  }

  async function copy(path: string, content: Buffer): Promise<void> {
    if (copied.has(path)) return;
    copied.add(path);
    const file = join(target, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    for (let folder = dirname(file); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
    await writeSynced(file, content);
    files.push(describeFile(path, content));
  }
}

async function makeEmpty(dataDir: string, target: string): Promise<void> {
  if (!relative(dataDir, target).startsWith('..')) {
    const what = `${target} lies in the data folder itself`;
    throw new Failure('backup-target', what, 'Name a folder outside of it, on another disk if possible.');
  }
  await mkdir(target, { recursive: true, mode: 0o700 });
  if ((await readdir(target)).length === 0) return;
  throw new Failure('backup-target', `${target} is not empty`, 'Name a folder that is new or empty.');
}

async function filesBelow(dataDir: string): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile() && !entry.name.endsWith(temporarySuffix))
    .map(entry => relative(dataDir, join(entry.parentPath, entry.name)))
    .filter(path => !isPart(path) && !leftOut.includes(path.split(sep, 1)[0] ?? ''));
}

function isPart(path: string): boolean {
  return path.startsWith(`conversations${sep}`) && /\.\d+\.json$/.test(path);
}

/** Below the data folder: the files with older messages of every document in the journal of `folder`. */
async function partsInJournal(folder: string): Promise<readonly string[]> {
  const paths = createPaths(folder);
  const { written } = latestOf((await readJournal(paths.journal, documentEntries)).entries);
  return written.flatMap(({ id, parts }) =>
    Array.from({ length: parts }, (_, index) => relative(folder, paths.part(id, index + 1))),
  );
}

const Parts = z.object({ parts: z.int().nonnegative() });

/** Of a conversation's main document; a damaged one is kept as it is. */
function partsNamedIn(path: string, content: Buffer): readonly string[] {
  if (!path.startsWith(`conversations${sep}`)) return [];
  const { parts } = parse(content);
  return Array.from({ length: parts }, (_, index) => path.replace(/\.json$/, `.${index + 1}.json`));
}

function parse(content: Buffer): z.infer<typeof Parts> {
  try {
    return Parts.parse(JSON.parse(content.toString('utf8')));
  } catch {
    return { parts: 0 };
  }
}

/** Erased, settled or moved while the others were copied. */
async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
