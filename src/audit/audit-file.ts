import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { explainWriteError, readIfThere, replaceFile } from '../storage/durable-json-file.ts';
import { errorCode } from '../storage/error-code.ts';
import { withFileLock } from '../storage/file-lock.ts';
import type { Clock } from '../time-and-chance.ts';
import type { AuditCheck, AuditLog } from './audit-log.ts';
import { createChainCheck, follow } from './chain.ts';
import { type LogEnd, readEnd, readEntry, readPage } from './read-backwards.ts';

interface Options {
  /** It lies in `audit/log.jsonl` there. */
  readonly dataDir: string;
  readonly clock: Clock;
}

/**
 * The audit log in a file, one JSON line an entry. Commands of the command line write to it beside a running server, each
 * under the file's lock. A last line that a crash tore was never acknowledged and is written over; any other line that
 * cannot be read stays as it is, the chain goes on behind it, and `verify` tells of it.
 */
export function openAuditFile({ dataDir, clock }: Options): AuditLog {
  const file = join(dataDir, 'audit', 'log.jsonl');
  /** The last entry, and the size that the file had with it. */
  let known: LogEnd | undefined;

  return {
    append: entry =>
      withFileLock(file, clock, async () => {
        const { size, last } = known?.size === (await sizeOf(file)) ? known : await readEnd(file);
        const next = follow(last, entry, clock.now());
        known = { size: await write(size, `${JSON.stringify(next)}\n`), last: next };
        return next;
      }),
    page: query => readPage(file, query),
    async verify(): Promise<AuditCheck> {
      const check = createChainCheck();
      for (const line of await readLines()) check.take(readEntry(line));
      return check.result();
    },
  };

  async function readLines(): Promise<readonly string[]> {
    const text = (await readIfThere(file)) ?? '';
    return text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .slice(0, -1);
  }

  /** Behind `position`, synced; answers the new size. */
  async function write(position: number, line: string): Promise<number> {
    // The first line makes the file; its folder has to be synced for it.
    if (position === 0) await replaceFile(file, line);
    else await writeAt(position, line);
    return position + Buffer.byteLength(line);
  }

  async function writeAt(position: number, line: string): Promise<void> {
    try {
      const handle = await open(file, 'r+');
      try {
        await handle.truncate(position);
        await handle.write(line, position);
        await handle.datasync();
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw explainWriteError(file, error);
    }
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}
