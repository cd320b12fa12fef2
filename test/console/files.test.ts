import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecondFactors } from '../../src/console/second-factor/second-factors.ts';
import { openConsoleSessions } from '../../src/console/sessions.ts';
import type { ConsoleUserId } from '../../src/console/users.ts';
import { createSealer } from '../../src/conversations/seal.ts';
import { silentLog } from '../../src/log.ts';
import { openFileShelf } from '../../src/storage/file-shelf.ts';
import { secureRandom as random } from '../../src/time-and-chance.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { openUsers } from './console-server.ts';
import { describeRights, Note } from './store-contract.ts';

describeRights('files', async () => {
  const clock = new FakeClock();
  const dataDir = await mkdtemp(join(tmpdir(), 'rights-'));
  const sealer = createSealer<ConsoleUserId>('a key of this test alone, which is long enough');
  const open = () => {
    const users = openUsers(dataDir, clock);
    const factors = createSecondFactors({ users, sealer, clock, random });
    return { users, factors, notes: openFileShelf({ file: join(dataDir, 'notes.json'), item: Note, clock }) };
  };
  const sessions = await openConsoleSessions({ dataDir, clock, random, log: silentLog });
  const dispose = () => rm(dataDir, { recursive: true, force: true });
  return { clock, ...open(), sessions, another: open, dispose };
});
