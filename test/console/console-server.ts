import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openAuditFile } from '../../src/audit/audit-file.ts';
import { createPasswords } from '../../src/console/passwords.ts';
import { openReadMarkFile } from '../../src/console/read-marks/read-mark-file.ts';
import type { Role } from '../../src/console/roles.ts';
import { type ConsoleOptions, consoleRoutes, mountConsole } from '../../src/console/routes.ts';
import { createSecondFactors } from '../../src/console/second-factor/second-factors.ts';
import { openConsoleSessions } from '../../src/console/sessions.ts';
import { openConsoleUsers } from '../../src/console/user-file.ts';
import type { ConsoleUser, ConsoleUserId, ConsoleUsers, NewConsoleUser } from '../../src/console/users.ts';
import type { ConversationFacts } from '../../src/conversations/conversation-facts.ts';
import { openLowdbStore } from '../../src/conversations/lowdb/lowdb-store.ts';
import { createSealer } from '../../src/conversations/seal.ts';
import { createHttpServer } from '../../src/http/create-server.ts';
import { listen } from '../../src/http/listen.ts';
import { openEmbeddedIncidentStore } from '../../src/incidents/embedded-incident-store.ts';
import { createSpikes } from '../../src/incidents/spikes.ts';
import { silentLog } from '../../src/log.ts';
import { DayNumbers } from '../../src/numbers/day-numbers.ts';
import { createNumbers } from '../../src/numbers/numbers.ts';
import { settledDaysName } from '../../src/numbers/settled-days.ts';
import { openRecords } from '../../src/open-rights.ts';
import { openFileShelves } from '../../src/storage/file-shelf.ts';
import type { OpenShelf } from '../../src/storage/shelf.ts';
import { secureRandom } from '../../src/time-and-chance.ts';
import { nothingUnderstood } from '../../src/understanding/understanding.ts';
import { createTestDesk } from '../support/channel-desk.ts';
import { createEchoBot } from '../support/echo-bot.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { openTestLearning } from '../support/learning.ts';
import { createMemoryStore } from '../support/memory-store.ts';

/** The full price of a password is paid once, in the command's own test. */
const cheap = 8;

export const rini: NewConsoleUser = { email: 'rini@contoh.id', role: 'reader', password: 'kuda poni ungu' };

type Overrides = Partial<ConsoleOptions> & { readonly dataDir?: string; readonly clock?: FakeClock };

/** A console on a free port, which rini may use; server and data are gone when the test is over. */
export async function startConsole({
  dataDir: given,
  clock = new FakeClock(),
  store = createMemoryStore(),
  ...overrides
}: Overrides = {}) {
  const dataDir = given ?? (await temporaryFolder());
  const users = openUsers(dataDir, clock);
  const audit = openAuditFile({ dataDir, clock });
  const sealer = createSealer<ConsoleUserId>('a seal key of these tests alone, long enough');
  const { learning: learnt, ...others } = overrides;
  const learning = learnt ?? (await openTestLearning({ dataDir, clock, store })).learning;
  const [server, options] = [
    createHttpServer({ log: silentLog }),
    {
      store,
      receive: createEchoBot(store, clock),
      channels: createTestDesk({ dataDir, clock }),
      learning,
      content: {
        dialogs: [],
        intents: [{ name: 'greeting', title: 'Menyapa', examples: ['halo'], kinds: {}, tests: [] }],
        understanding: { understand: () => nothingUnderstood },
      },
      desk: { clock },
      readMarks: openReadMarkFile({ dataDir, clock, log: silentLog }),
      insights: {
        numbers: createNumbers({
          facts: 'facts' in store ? (store.facts as ConversationFacts) : noFacts,
          settled: openFileShelves(dataDir, clock)(settledDaysName, DayNumbers),
          clock,
        }),
        incidents: await openEmbeddedIncidentStore({ dataDir, clock, random: secureRandom, log: silentLog }),
        spikes: createSpikes(clock),
        audit,
      },
      users,
      audit,
      rights: createRights({ shelf: openFileShelves(dataDir, clock), users, clock }),
      secondFactors: createSecondFactors({ users, sealer, clock, random: secureRandom }),
      clock,
      sessions: await openConsoleSessions({ dataDir, clock, random: secureRandom, log: silentLog }),
      random: secureRandom,
      log: silentLog,
      webDir: join(dataDir, 'web'),
      ...others,
    },
  ] as const;
  mountConsole(server, options);
  const { url, close } = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => close(100));
  if (!given) await users.add(rini);
  return {
    url,
    api: `${url}/console/api`,
    ...options,
    dataDir,
    clock,
    server,
    routes: consoleRoutes(options),
  };
}

/** Everything sealed in these tests is sealed with it. */
export const testSealer = createSealer('a seal key of these tests alone, long enough');

function createRights({ shelf, users, clock }: { shelf: OpenShelf; users: ConsoleUsers; clock: FakeClock }) {
  return openRecords({ shelf, users, clock, random: secureRandom, sealer: testSealer, retentionDays: 90 });
}

const noFacts: ConversationFacts = { mark: async () => '', of: () => ReadableStream.from([]) };

export type TestConsole = Awaited<ReturnType<typeof startConsole>>;

export function openUsers(dataDir: string, clock = new FakeClock()) {
  return openConsoleUsers({
    dataDir,
    clock,
    random: secureRandom,
    passwords: createPasswords(secureRandom, cheap),
  });
}

/** A real store in a folder of its own, for what the one in memory cannot do: filters, words, pages, damage. */
export async function openStore(dataDir?: string) {
  const folder = dataDir ?? (await temporaryFolder());
  const store = await openLowdbStore({ dataDir: folder, clock: new FakeClock(), log: silentLog });
  onTestFinished(() => store.close());
  return { store, folder };
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'console-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Call {
  readonly method?: string;
  readonly cookie?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** One request, from our own page unless `headers` say otherwise. */
export async function call(url: string, { method, cookie, body, headers }: Call = {}) {
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      Origin: new URL(url).origin,
      'X-Console': '1',
      ...(cookie !== undefined && { Cookie: cookie }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  // As it came: `text()` would take a byte order mark away.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  const json = response.headers.get('content-type')?.includes('application/json')
    ? JSON.parse(text)
    : undefined;
  return { status: response.status, headers: response.headers, text, json };
}

export function logIn({ api }: Pick<TestConsole, 'api'>, changes: object = {}, extra: Call = {}) {
  const { email, password } = rini;
  return call(`${api}/login`, { body: { email, password, ...changes }, ...extra });
}

/** The cookie of a fresh session, as a browser sends it back. */
export async function session(
  console: Pick<TestConsole, 'api'>,
  changes: object = {},
  extra: Call = {},
): Promise<string> {
  return cookieOf(await logIn(console, changes, extra));
}

export function cookieOf({ headers }: { headers: Headers }): string {
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** A session of somebody of this role who has every right of it; without a log-in, so as many as a test likes. */
export async function sessionAs(
  { users, sessions }: Pick<TestConsole, 'users' | 'sessions'>,
  role: Role,
  email = `${role}@contoh.id`,
): Promise<string> {
  await users.add({ email, role, password: rini.password });
  const { id } = await findUser(users, email);
  if (role === 'admin') await giveFactor(users, email);
  return `__Host-console=${await sessions.start(id)}`;
}

/** As if they had enrolled, without ending the session that they have; nobody logs in with it. */
export async function giveFactor(users: ConsoleUsers, email: string): Promise<void> {
  const { id, createdAt } = await findUser(users, email);
  const factor = { secret: '', since: createdAt, usedStep: 0, recovery: [] };
  await users.change(id, user => (user.factor ? user : { ...user, factor }));
}

async function findUser(users: ConsoleUsers, email: string): Promise<ConsoleUser> {
  const user = (await users.all()).find(one => one.email === email);
  if (!user) throw new Error(`${email} was not added`);
  return user;
}

export async function me({ api }: Pick<TestConsole, 'api'>, cookie: string): Promise<number> {
  return (await call(`${api}/me`, { cookie })).status;
}
