import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  explainWriteError,
  makeFolder,
  readIfThere,
  syncFolder,
} from '../../../storage/durable-json-file.ts';
import { namesIn } from '../paths.ts';
import { asLine, type DamagedLine, type EntryShape, readLines } from './lines.ts';

/** An append-only file in numbered segments. Knows nothing of what its entries mean. */
export interface Journal {
  /**
   * Durable when it resolves; `kept` is called before, in the order of the journal, with the number of the segment. Entries
   * that are asked for while the disk is busy share the next line and its sync.
   */
  append(entry: string, kept: (segment: number) => void): Promise<void>;
  /** In characters, since it began or the last `rotate`. */
  size(): number;
  /** Whatever is appended from now on lies in the segment whose number it answers, or a later one. */
  rotate(): Promise<number>;
  /** Removes the segments before that number. */
  dropBefore(segment: number): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  readonly entry: string;
  readonly kept: (segment: number) => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** @param first the number of its first segment: one that was never used */
export function openJournal(folder: string, first: number): Journal {
  let number = first;
  let file: FileHandle | undefined;
  let size = 0;
  let waiting: Waiting[] = [];
  let working: Promise<unknown> = Promise.resolve();

  return {
    append(entry, kept) {
      return new Promise((resolve, reject) => {
        waiting.push({ entry, kept, resolve, reject });
        if (waiting.length === 1) void inOrder(writeWaiting);
      });
    },
    size: () => size,
    rotate: () =>
      inOrder(async () => {
        await leaveSegment();
        size = 0;
        return number;
      }),
    async dropBefore(segment) {
      const old = (await segmentsIn(folder)).filter(one => one.number < segment);
      for (const one of old) await rm(one.file, { force: true });
      if (old.length > 0) await syncFolder(folder);
    },
    close: () => inOrder(leaveSegment),
  };

  /** Nothing below throws: each appender hears of its own line. */
  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const result = working.then(work);
    working = result;
    return result;
  }

  async function writeWaiting(): Promise<void> {
    const together = waiting;
    waiting = [];
    try {
      await write(asLine(together.map(({ entry }) => entry)));
    } catch (error) {
      for (const { reject } of together) reject(error);
      return;
    }
    for (const { kept, resolve } of together) {
      kept(number);
      resolve();
    }
  }

  async function write(line: string): Promise<void> {
    try {
      const segment = file ?? (await beginSegment());
      await segment.appendFile(line);
      await segment.datasync();
      size += line.length;
    } catch (error) {
      // What the disk holds of it now is not known: nothing comes behind it.
      await leaveSegment();
      throw explainWriteError(folder, error);
    }
  }

  async function beginSegment(): Promise<FileHandle> {
    await makeFolder(folder);
    file = await open(join(folder, segmentName(number)), 'ax', 0o600);
    await syncFolder(folder);
    return file;
  }

  async function leaveSegment(): Promise<void> {
    if (!file) return;
    const left = file;
    file = undefined;
    number += 1;
    await left.close().catch(() => {});
  }
}

export interface ReadJournal<Entry> {
  readonly entries: readonly Entry[];
  readonly damaged: readonly (DamagedLine & { readonly file: string })[];
  /** The number of the next segment. */
  readonly next: number;
}

/** Everything in the segments of a folder, in order. May be read while a process appends. */
export async function readJournal<Entry>(
  folder: string,
  shape: EntryShape<Entry>,
): Promise<ReadJournal<Entry>> {
  const segments = await segmentsIn(folder);
  const entries: Entry[] = [];
  const damaged: (DamagedLine & { file: string })[] = [];
  for (const { file } of segments) {
    const read = readLines((await readIfThere(file)) ?? '', shape);
    entries.push(...read.entries);
    damaged.push(...read.damaged.map(line => ({ ...line, file })));
  }
  return { entries, damaged, next: (segments.at(-1)?.number ?? 0) + 1 };
}

const segmentNames = /^(\d{10})\.jsonl$/;

function segmentName(number: number): string {
  return `${String(number).padStart(10, '0')}.jsonl`;
}

async function segmentsIn(folder: string): Promise<readonly { file: string; number: number }[]> {
  return (await namesIn(folder)).flatMap(name => {
    const number = segmentNames.exec(name)?.[1];
    return number === undefined ? [] : [{ file: join(folder, name), number: Number(number) }];
  });
}
