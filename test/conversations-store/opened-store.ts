import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LowdbStore, openLowdbStore } from '../../src/conversations/lowdb/lowdb-store.ts';
import { type Log, silentLog } from '../../src/log.ts';
import { FakeClock } from '../support/fake-clock.ts';
import type { StoreUnderTest } from './contract.ts';

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'jmo-store-'));
}

/** A lowdb store in a folder of its own. */
export async function openTemporaryStore(
  log: Log = silentLog,
): Promise<StoreUnderTest & { readonly dataDir: string }> {
  const dataDir = await temporaryFolder();
  const clock = new FakeClock();
  let current: LowdbStore = await openLowdbStore({ dataDir, clock, log });
  return {
    store: current,
    clock,
    dataDir,
    outbox: () => current.outbox,
    inbox: () => current.inbox,
    async reopen() {
      await current.close();
      current = await openLowdbStore({ dataDir, clock, log });
      return current;
    },
    async dispose() {
      await current.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
