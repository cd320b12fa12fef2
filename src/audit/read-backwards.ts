import { type FileHandle, open } from 'node:fs/promises';
import { errorCode } from '../storage/error-code.ts';
import { blockSize, linesBackwards, readBlock } from '../storage/lines-backwards.ts';
import type { AuditEntry, AuditQuery } from './audit-log.ts';
import { auditEntry, beforeTheFirst } from './chain.ts';

/** Where the whole lines end, in bytes, and what the next entry follows. */
export interface LogEnd {
  readonly size: number;
  readonly last: Pick<AuditEntry, 'number' | 'hash'>;
}

/** One page of the file, newest first: as much is read as is shown, however long the log has grown. */
export async function readPage(file: string, query: AuditQuery): Promise<readonly AuditEntry[]> {
  return reading(file, [], async (handle, size) => {
    const page: AuditEntry[] = [];
    const end = query.before === undefined ? size : await endBefore(handle, size, query.before);
    for await (const { text } of linesBackwards(handle, end)) {
      const entry = readEntry(text);
      if (entry && matches(entry, query)) page.push(entry);
      if (page.length >= query.limit) break;
    }
    return page;
  });
}

/** A line that cannot be read counts: the entry behind it has its number. */
export async function readEnd(file: string): Promise<LogEnd> {
  return reading(file, { size: 0, last: beforeTheFirst }, async (handle, size) => {
    let whole = 0;
    let unreadable = 0;
    for await (const { text, end } of linesBackwards(handle, size)) {
      whole ||= end;
      const entry = readEntry(text);
      if (entry) return { size: whole, last: { number: entry.number + unreadable, hash: entry.hash } };
      unreadable += 1;
    }
    return { size: whole, last: { ...beforeTheFirst, number: unreadable } };
  });
}

export function readEntry(line: string): AuditEntry | undefined {
  try {
    return auditEntry.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

async function reading<T>(
  file: string,
  absent: T,
  work: (handle: FileHandle, size: number) => Promise<T>,
): Promise<T> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return absent;
    throw error;
  }
  try {
    return await work(handle, (await handle.stat()).size);
  } finally {
    await handle.close();
  }
}

/** Numbers grow with the file: by halves to a place that everything before `number` lies before, and little else. */
async function endBefore(handle: FileHandle, size: number, number: number): Promise<number> {
  let [low, high, end] = [0, size, size];
  while (high - low > blockSize) {
    const middle = Math.floor((low + high) / 2);
    const found = await firstEntryBehind(handle, middle);
    // Nothing that can be read: what is known so far has to do.
    if (!found) return end;
    if (found.number < number) low = middle;
    else [high, end] = [middle, found.start];
  }
  return end;
}

async function firstEntryBehind(handle: FileHandle, position: number) {
  const block = await readBlock(handle, position, blockSize);
  let start = block.indexOf('\n') + 1;
  for (let stop = block.indexOf('\n', start); start > 0 && stop >= 0; stop = block.indexOf('\n', start)) {
    const entry = readEntry(block.toString('utf8', start, stop));
    if (entry) return { number: entry.number, start: position + start };
    start = stop + 1;
  }
  return undefined;
}

function matches(entry: AuditEntry, { before, action, actor }: AuditQuery): boolean {
  return (
    (before === undefined || entry.number < before) &&
    (action === undefined || entry.action === action) &&
    (actor === undefined || entry.actor.id === actor)
  );
}
