import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noNotes } from '../../../src/conversations/case-notes.ts';
import type { TurnCommit } from '../../../src/conversations/conversation-store.ts';
import { createPostgresStore } from '../../../src/conversations/postgres/postgres-store.ts';
import { activityId, ConversationId, DedupeKey, UserId } from '../../../src/ids.ts';
import { silentLog } from '../../../src/log.ts';
import { openDatabase } from '../../../src/storage/postgres/database.ts';
import { migrateAt } from '../../../src/storage/postgres/migrate.ts';
import { createNews } from '../../../src/storage/postgres/news.ts';
import { secureRandom, systemClock } from '../../../src/time-and-chance.ts';
import { createDatabase } from '../../support/create-database.ts';
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts';
import type { BenchResult } from '../cli.ts';
import { closedLoop, type Round } from './closed-loop.ts';
import { fillDatabase, filledId, type Space, spaceOf } from './fill-database.ts';
import { median } from './percentiles.ts';
import { hasPgbench, runPgbench } from './pgbench.ts';
import { columns } from './turn-table.ts';

const atOnce = 10;
const rounds = 5;
const seconds = 6;
const commitsInRound = 3_000;
const turnsInRound = 2_000;
export const sizes = { few: 1_000, many: 1_000_000 } as const;
/** So many people talk at a time, however many have ever talked: the newest ones. */
const talking = 1_000;

interface DatabaseFigures {
  /** Commits a second of the store, and transactions a second of pgbench with the same statement, each round. */
  readonly commits: readonly Round[];
  readonly pgbench: readonly number[];
  /** Turns (load and commit) of as many people in databases of both sizes, each round. */
  readonly few: readonly Round[];
  readonly many: readonly Round[];
  /** In the larger one, when anybody of a million may talk next: nearly every turn touches pages that no other has touched. */
  readonly scattered: readonly Round[];
  /** Of the larger one once it is filled, in bytes. */
  readonly space: Space;
}

/** The store on PostgreSQL beside pgbench with the same statement; and a turn among a thousand and a million chats. */
export async function benchDatabase(): Promise<BenchResult> {
  if (!hasPgbench()) throw new Error('pgbench is missing; on Debian: apt-get install postgresql');
  // As docs/operations.md advises.
  const server = await startPostgres({ shared_buffers: '1GB', max_wal_size: '8GB', wal_compression: 'on' });
  const folder = await mkdtemp(join(tmpdir(), 'bench-database-'));
  try {
    const figures = await measure(server, folder);
    return { figures, table: tableOf(figures) };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(server: PostgresServer, folder: string): Promise<DatabaseFigures> {
  const [few, many] = [await filled(server, 'few'), await filled(server, 'many')];
  const space = await spaceOf(many.url);
  const found = {
    commits: [] as Round[],
    pgbench: [] as number[],
    few: [] as Round[],
    many: [] as Round[],
    scattered: [] as Round[],
  };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      tell(`Putaran ${round} dari ${rounds}, yang pertama pemanasan ...`);
      const measured = {
        commits: await closedLoop(number => few.store.commit(firstTurn(`store-${round}-${number}`)), {
          times: commitsInRound,
          atOnce,
        }),
        pgbench: await runPgbench(firstTurn, { url: few.url, folder, clients: atOnce, seconds, run: round }),
        few: await turnsOf(talking, few, round),
        many: await turnsOf(talking, many, round),
        scattered: await turnsOf(many.size, many, round),
      };
      if (round === 0) continue;
      found.commits.push(measured.commits);
      found.pgbench.push(measured.pgbench);
      found.few.push(measured.few);
      found.many.push(measured.many);
      found.scattered.push(measured.scattered);
    }
    return { ...found, space };
  } finally {
    await few.close();
    await many.close();
  }
}

async function filled(server: PostgresServer, size: keyof typeof sizes) {
  const url = await createDatabase(server.url);
  await migrateAt(url, silentLog);
  tell(`Mengisi ${sizes[size].toLocaleString('id')} percakapan ...`);
  await fillDatabase(url, sizes[size]);
  const database = openDatabase({ url, log: silentLog, connections: atOnce });
  const news = createNews({ database, listenUrl: url, clock: systemClock, log: silentLog });
  const store = createPostgresStore({
    database,
    news,
    clock: systemClock,
    random: secureRandom,
    log: silentLog,
  });
  await news.listen();
  return {
    url,
    store,
    size: sizes[size],
    async close() {
      await store.close();
      await news.close();
      await database.close();
    },
  };
}

/** What a turn asks of the store: is it new, the conversation, one commit. Evenly of the newest `people` conversations. */
function turnsOf(
  people: number,
  { store }: Pick<Awaited<ReturnType<typeof filled>>, 'store'>,
  round: number,
): Promise<Round> {
  return closedLoop(
    async number => {
      const chosen = 1 + (((round * turnsInRound + number) * 7_919) % people);
      const id = ConversationId.parse(filledId(chosen));
      const key = DedupeKey.parse(`bench-${people}-${round}-${number}`);
      if (await store.hasHandled(id, key)) throw new Error('handled before');
      const conversation = await store.load(id);
      if (!conversation) throw new Error(`${id} is missing`);
      const { version, lastSequence, updatedAt: _, ...kept } = conversation;
      const at = new Date().toISOString();
      await store.commit({
        conversation: kept,
        baseVersion: version,
        handled: key,
        at,
        messages: spoken(id, lastSequence, at),
      });
    },
    { times: turnsInRound, atOnce },
  );
}

function firstTurn(name: string): TurnCommit {
  const id = (name.startsWith('@') ? name : ConversationId.parse(name.padEnd(30, '-'))) as ConversationId;
  const at = new Date().toISOString();
  return {
    conversation: {
      id,
      channel: 'web',
      user: UserId.parse('dl_bench'),
      startedAt: at,
      holder: 'bot',
      outcome: 'advised',
      notes: noNotes,
      state: { dialogs: { dialogStack: [{ id: 'diagnosis', state: { step: 'didItHelp', slots: {} } }] } },
      timers: [],
    },
    baseVersion: 0,
    handled: DedupeKey.parse('web:dl_bench:1'),
    at,
    messages: spoken(id, 0, at),
  };
}

function spoken(id: ConversationId, after: number, at: string): TurnCommit['messages'] {
  return (['user', 'bot'] as const).map((from, index) => ({
    id: activityId(id, after + index + 1),
    sequence: after + index + 1,
    at,
    from,
    text: from === 'user' ? 'kode otp nya gak masuk' : 'Coba tunggu dua menit dulu ya, Kak. Sudah masuk?',
  }));
}

function tableOf({ commits, pgbench, few, many, scattered, space }: DatabaseFigures): string {
  const rate = (rounds: readonly Round[]) => median(rounds.map(round => round.rate));
  const p50 = (rounds: readonly Round[]) => median(rounds.map(({ times }) => times.p50)).toFixed(2);
  const p99 = (rounds: readonly Round[]) => median(rounds.map(({ times }) => times.p99)).toFixed(2);
  const commitShare = median(commits.map(({ rate }, index) => rate / (pgbench[index] ?? Number.NaN)));
  const growth = (larger: readonly Round[]) =>
    `${median(few.map((round, index) => round.rate / (larger[index]?.rate ?? Number.NaN))).toFixed(2)}x the cost`;
  return `${atOnce} at a time, median of ${rounds} rounds.\n${columns([
    ['', 'per second', 'p50 ms', 'p99 ms', 'ratio'],
    ['pgbench, the statement of a commit', median(pgbench).toFixed(0), '-', '-', '1.00'],
    ['store.commit', rate(commits).toFixed(0), p50(commits), p99(commits), commitShare.toFixed(2)],
    ['turn, 1,000 chats kept', rate(few).toFixed(0), p50(few), p99(few), '1.00'],
    [
      'turn, 1,000,000 kept, the newest 1,000 talk',
      rate(many).toFixed(0),
      p50(many),
      p99(many),
      growth(many),
    ],
    [
      'turn, 1,000,000 kept, any of them talks',
      rate(scattered).toFixed(0),
      p50(scattered),
      p99(scattered),
      growth(scattered),
    ],
  ])}\n1,000,000 chats of four messages: ${gigabytes(space.tables)} GB, and ${gigabytes(space.indexes)} GB of indexes.\n`;
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
