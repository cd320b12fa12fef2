import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createDatabase } from '../../support/create-database.ts';
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts';
import type { BenchOptions, BenchResult } from '../cli.ts';
import { startAssistantProcess } from './assistant.ts';
import { familyCpuMs } from './child.ts';
import { closedLoop } from './closed-loop.ts';
import { type OpenLoopFigures, openLoop } from './open-loop.ts';
import { firstMessages, laterMessages } from './texts.ts';
import { columns } from './turn-table.ts';
import type { Contender, Visitor } from './visitor.ts';

const atOnce = 16;
const warmUpTurns = 2_400;
const seconds = 20;
/** Of what the assistant can do at the most. */
const shares = [0.25, 0.5, 0.75] as const;
/** People who say something more in a chat they have, among all who say something. */
const goOn = 0.7;

interface LoadFigures {
  readonly name: string;
  /** Turns a second, as fast as it goes. */
  readonly most: number;
  readonly cpuMsPerTurn: number;
  /** Of the database's processes. */
  readonly databaseCpuMsPerTurn: number | undefined;
  readonly steps: readonly (OpenLoopFigures & { readonly rate: number })[];
}

/** Turns arriving whether or not earlier ones were answered, at shares of what the assistant can do at the most. */
export async function benchLoad({ store = 'files' }: BenchOptions): Promise<BenchResult> {
  const folder = await mkdtemp(join(resolve('data'), 'bench-'));
  let server: PostgresServer | undefined;
  let assistant: Contender | undefined;
  try {
    tell('Membangun ...');
    await promisify(execFile)(process.execPath, ['esbuild.config.mjs', '--outdir', join(folder, 'dist')]);
    if (store === 'postgres') server = await startPostgres();
    assistant = await startAssistantProcess(join(folder, 'dist', 'main.js'), store, {
      DATA_DIR: join(folder, 'runtime'),
      ...(server && { DATABASE_URL: await createDatabase(server.url) }),
    });
    const figures = await measure(assistant, server);
    return { figures, table: tableOf(figures) };
  } finally {
    await assistant?.stop();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(assistant: Contender, server: PostgresServer | undefined): Promise<LoadFigures> {
  const people = createPeople(assistant);
  await closedLoop(people.speak, { times: warmUpTurns, atOnce });
  tell('Secepat mungkin ...');
  const databaseCpuMs = () => (server ? familyCpuMs(server.pid()) : Number.NaN);
  const before = { assistant: assistant.cpuMs(), database: databaseCpuMs() };
  const { rate: most } = await closedLoop(people.speak, { times: warmUpTurns, atOnce });
  const cpuMsPerTurn = (assistant.cpuMs() - before.assistant) / warmUpTurns;
  const databaseCpuMsPerTurn = server && (databaseCpuMs() - before.database) / warmUpTurns;
  const steps: LoadFigures['steps'][number][] = [];
  for (const share of shares) {
    const rate = most * share;
    tell(`${rate.toFixed(0)} giliran per detik, ${seconds} detik ...`);
    steps.push({ rate, ...(await openLoop(people.speak, { rate, seconds, chance: Math.random })) });
  }
  people.leave();
  return { name: assistant.name, most, cpuMsPerTurn, databaseCpuMsPerTurn, steps };
}

/** Some come anew and say what is wrong; most go on with the chat they have. Nobody speaks before they are answered. */
function createPeople(assistant: Contender) {
  const free: { visitor: Visitor; said: number }[] = [];
  const everybody: Visitor[] = [];

  return {
    async speak(): Promise<void> {
      const known = Math.random() < goOn ? free.shift() : undefined;
      const person = known ?? { visitor: await arrive(), said: 0 };
      await person.visitor.say(textOf(person.said, everybody.length));
      if (person.said < laterMessages.length) free.push({ ...person, said: person.said + 1 });
      else person.visitor.leave();
    },
    leave() {
      for (const visitor of everybody) visitor.leave();
    },
  };

  async function arrive(): Promise<Visitor> {
    const visitor = await assistant.visitor(everybody.length + 1);
    everybody.push(visitor);
    return visitor;
  }
}

function textOf(said: number, chance: number): string {
  return (said === 0 ? firstMessages[chance % firstMessages.length] : laterMessages[said - 1]) ?? '';
}

function tableOf({ name, most, cpuMsPerTurn, databaseCpuMsPerTurn, steps }: LoadFigures): string {
  const rows = steps.map(({ rate, offered, done, failed, mostAtOnce, times }) => [
    rate.toFixed(0),
    ...[offered, done, failed, mostAtOnce].map(String),
    ...[times.p50, times.p90, times.p99, times.max].map(time => time.toFixed(0)),
  ]);
  return [
    `${name}: ${most.toFixed(0)} turns a second at the most, ${cpuMsPerTurn.toFixed(2)} ms of processor each`,
    '(new visitors with token and socket among them).',
    ...(databaseCpuMsPerTurn === undefined
      ? []
      : [`In the database ${databaseCpuMsPerTurn.toFixed(2)} ms more.`]),
    `Derived, each process on a core of its own: ${[1, 2, 4].map(count => `${count}: ${((count * 1_000) / cpuMsPerTurn).toFixed(0)}`).join(', ')} turns a second.`,
    columns([['rate', 'due', 'done', 'failed', 'at once', 'p50 ms', 'p90 ms', 'p99 ms', 'max ms'], ...rows]),
  ].join('\n');
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
