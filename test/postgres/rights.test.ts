import { createPasswords } from '../../src/console/passwords.ts';
import { createSecondFactors } from '../../src/console/second-factor/second-factors.ts';
import { createSharedSessions } from '../../src/console/shared-sessions.ts';
import { createSharedUsers } from '../../src/console/shared-users.ts';
import { type ConsoleUserId, createConsoleUsers } from '../../src/console/users.ts';
import { createSealer } from '../../src/conversations/seal.ts';
import { silentLog as log } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { createPostgresShelf } from '../../src/storage/postgres/postgres-shelf.ts';
import { secureRandom as random } from '../../src/time-and-chance.ts';
import { describeRights, Note } from '../console/store-contract.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';

describeRights('PostgreSQL', async () => {
  const clock = new FakeClock();
  const database = openDatabase({ url: await newDatabase(), log });
  await migrate(database);
  const passwords = createPasswords(random, 8);
  const sealer = createSealer<ConsoleUserId>('a key of this test alone, which is long enough');
  const open = () => {
    const users = createConsoleUsers(createSharedUsers(database), { clock, random, passwords });
    const factors = createSecondFactors({ users, sealer, clock, random });
    return { users, factors, notes: createPostgresShelf({ database, name: 'note', item: Note }) };
  };
  const sessions = createSharedSessions({ database, clock, random, log });
  return { clock, ...open(), sessions, another: open, dispose: () => database.close() };
});
