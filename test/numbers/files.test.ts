import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLowdbStore } from '../../src/conversations/lowdb/lowdb-store.ts';
import { silentLog } from '../../src/log.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { describeFacts } from './facts-contract.ts';

describeFacts('files', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'facts-'));
  const store = await openLowdbStore({ dataDir, clock: new FakeClock(), log: silentLog });
  const dispose = () => store.close().then(() => rm(dataDir, { recursive: true, force: true }));
  return { store, facts: store.facts, dispose };
});
