import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { openReadMarkFile } from '../../src/console/read-marks/read-mark-file.ts';
import { createSharedReadMarks } from '../../src/console/read-marks/shared-read-marks.ts';
import { createSharedUsers } from '../../src/console/shared-users.ts';
import { createConsoleUsers } from '../../src/console/users.ts';
import { UserId } from '../../src/ids.ts';
import { silentLog as log } from '../../src/log.ts';
import { type MovedConsole, moveConsole } from '../../src/move-console.ts';
import { DayNumbers, noNumbers } from '../../src/numbers/day-numbers.ts';
import { settledDaysName } from '../../src/numbers/settled-days.ts';
import { openRecords } from '../../src/open-rights.ts';
import { openFileShelves } from '../../src/storage/file-shelf.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { createPostgresShelf } from '../../src/storage/postgres/postgres-shelf.ts';
import type { OpenShelf } from '../../src/storage/shelf.ts';
import { secureRandom as random } from '../../src/time-and-chance.ts';
import { openUsers, rini, testSealer as sealer, temporaryFolder } from '../console/console-server.ts';
import { conversationId } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';

const chat = conversationId('pindah');
const user = UserId.parse('dl_pindah');

it('moves users, invitations, tokens, requests, read marks and numbers, counted, and again without doubling any', async () => {
  const { dataDir, clock, before, invitation } = await openFilled();
  const url = await newDatabase();
  const database = openDatabase({ url, log });
  onTestFinished(() => database.close());
  await migrate(database);
  const move = () => moveConsole({ dataDir, database, clock, log });
  expect(await move()).toEqual(each({ added: 2, kept: 0 }));

  const users = createConsoleUsers(createSharedUsers(database), { clock, random });
  const rights = rightsOn((name, item) => createPostgresShelf({ database, name, item }), { users, clock });
  expect(await contentOf(rights)).toEqual(before);
  expect(await rights.invitations.find(invitation)).toMatchObject({ email: 'tamu0@contoh.id' });
  const [first] = (await users.all()).filter(({ email }) => email === rini.email);
  if (!first) throw new Error('nobody was moved');
  const marks = await createSharedReadMarks(database, clock).of(first.id, [chat, conversationId('lain')]);
  expect([marks.get(chat), marks.get(conversationId('lain'))]).toEqual([4, 7]);
  const numbers = createPostgresShelf({ database, name: settledDaysName, item: DayNumbers });
  expect(await numbers.get('2026-03-02')).toMatchObject({ conversations: 3, solvingMinutes: { 4.5: 2 } });

  expect(await move()).toEqual(each({ added: 0, kept: 2 }));
  expect(await contentOf(rights)).toEqual(before);
  const command = await promisify(execFile)('node_modules/.bin/tsx', ['src/db-cli.ts', 'import'], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: url },
  });
  for (const line of ['Undangan: 0 disalin, 2 sudah', 'Token API: 0 disalin, 2 sudah', 'Jumlahnya cocok.'])
    expect(command.stdout).toContain(line);
});

function each(copied: { readonly added: number; readonly kept: number }): MovedConsole {
  return {
    users: copied,
    invitations: copied,
    'api-tokens': copied,
    'privacy-requests': copied,
    readMarks: copied,
    numbers: copied,
  };
}

type Users = ReturnType<typeof openUsers>;

function rightsOn(shelf: OpenShelf, { users, clock }: { users: Users; clock: FakeClock }) {
  return openRecords({ shelf, users, sealer, clock, random, retentionDays: 90 });
}

async function contentOf({ invitations, tokens, requests }: ReturnType<typeof rightsOn>) {
  const content = [await invitations.open(), await tokens.all(), await requests.all()];
  return content.map(some => new Set<unknown>(some));
}

/** A data folder with two of everything. */
async function openFilled() {
  const [dataDir, clock] = [await temporaryFolder(), new FakeClock()];
  const users = openUsers(dataDir, clock);
  await users.add(rini);
  await users.add({ email: 'dewi@contoh.id', role: 'admin', password: rini.password });
  const first = (await users.all()).find(({ email }) => email === rini.email);
  if (!first) throw new Error('nobody was added');
  const rights = rightsOn(openFileShelves(dataDir, clock), { users, clock });
  const invited = [];
  for (const n of [0, 1]) {
    invited.push(await rights.invitations.invite({ email: `tamu${n}@contoh.id`, role: 'agent' }));
    await rights.tokens.create(first, { name: `gudang ${n}`, scopes: ['numbers'], days: 30 });
  }
  const asked = { kind: 'access', conversation: chat, user, askedAt: clock.now() } as const;
  await rights.requests.record(asked, first);
  await rights.requests.inChat.asked({ conversation: chat, user });
  const numbers = openFileShelves(dataDir, clock)(settledDaysName, DayNumbers);
  for (const day of ['2026-03-01', '2026-03-02'])
    await numbers.change(day, () => ({ ...noNumbers(day), conversations: 3, solvingMinutes: { 4.5: 2 } }));
  const marks = openReadMarkFile({ dataDir, clock, log });
  await marks.mark(first.id, chat, 4);
  await marks.mark(first.id, conversationId('lain'), 7);
  return {
    dataDir,
    clock,
    before: await contentOf(rights),
    invitation: invited[0]?.secret ?? '',
  };
}
