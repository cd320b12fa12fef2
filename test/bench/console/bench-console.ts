import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { silentLog } from '../../../src/log.ts';
import { migrateAt } from '../../../src/storage/postgres/migrate.ts';
import { createDatabase } from '../../support/create-database.ts';
import { startPostgres } from '../../support/postgres-server.ts';
import type { BenchOptions, BenchResult } from '../cli.ts';
import { startChild } from '../load/child.ts';
import { columns } from '../load/turn-table.ts';
import { type Asked, askNumbers, type NumbersAsked, times, timesEach } from './asked.ts';
import { fillDatabase } from './fill-database.ts';
import { fillFiles } from './fill-files.ts';
import { type Opening, openConsole } from './first-paint.ts';
import { messagesEach, readMaterial } from './material.ts';
import { addressOf, filters, searches } from './questions.ts';

const sizes = { files: 20_000, postgres: 100_000 } as const;
/** In milliseconds; what the console promises. */
const bars = {
  files: { list: 100, search: 150 },
  postgres: { list: 100, search: 100 },
  paint: 1_500,
} as const;

interface ConsoleFigures {
  readonly store: keyof typeof sizes;
  readonly conversations: number;
  /** p95 in milliseconds, and how many rows came. */
  readonly filters: Readonly<Record<string, Asked>>;
  readonly searches: Readonly<Record<string, Asked>>;
  /** Files only: seconds from the start until everything can be searched. */
  readonly indexedAfter: number;
  readonly numbers: NumbersAsked;
  readonly openings: readonly Opening[];
  /** Of the machine over the last minute, before and after: what else ran. */
  readonly load: readonly [number, number];
}

/** The console's list, each filter and searches over HTTP, and the first paint in Chromium, among many conversations. */
export async function benchConsole({ store = 'files' }: BenchOptions): Promise<BenchResult> {
  const folder = await mkdtemp(join(resolve('data'), 'bench-'));
  try {
    tell('Membangun ...');
    await promisify(execFile)(process.execPath, ['esbuild.config.mjs', '--outdir', join(folder, 'dist')]);
    const figures = store === 'files' ? await inFiles(folder) : await inPostgres(folder);
    return { figures, table: tableOf(figures) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inFiles(folder: string): Promise<ConsoleFigures> {
  const dataDir = join(folder, 'data');
  tell(`Mengisi ${sizes.files.toLocaleString('id')} percakapan ...`);
  await fillFiles(dataDir, sizes.files, await readMaterial());
  return measure('files', folder, { DATA_DIR: dataDir });
}

async function inPostgres(folder: string): Promise<ConsoleFigures> {
  // As docs/operations.md advises.
  const server = await startPostgres({ shared_buffers: '1GB', max_wal_size: '8GB', wal_compression: 'on' });
  try {
    const url = await createDatabase(server.url);
    await migrateAt(url, silentLog);
    tell(`Mengisi ${sizes.postgres.toLocaleString('id')} percakapan ...`);
    await fillDatabase(url, sizes.postgres, await readMaterial());
    return await measure('postgres', folder, { DATA_DIR: join(folder, 'data'), DATABASE_URL: url });
  } finally {
    await server.stop();
  }
}

async function measure(
  store: keyof typeof sizes,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<ConsoleFigures> {
  await addUser(environment);
  const child = await startChild(['--enable-source-maps', join(folder, 'dist', 'main.js')], {
    address: /Halaman demo\s+(http:\/\/[^\s/]+)/,
    environment: { PORT: '0', ACCOUNT_PORT: '0', LOG_LEVEL: 'error', ...environment },
  });
  const started = performance.now();
  const load = loadavg()[0] ?? Number.NaN;
  try {
    const cookie = await logIn(child.url);
    await untilIndexed(child.url, cookie);
    const indexedAfter = (performance.now() - started) / 1_000;
    const ask = (address: string) => list(child.url, cookie, address);
    const cursor = (await ask('')).next ?? '';
    tell('Bertanya ...');
    const found = { filters: {} as Record<string, Asked>, searches: {} as Record<string, Asked> };
    for (const [name, query] of Object.entries(filters))
      found.filters[name] = await times(() => ask(addressOf(query, cursor, Date.now())));
    for (const words of searches)
      found.searches[words] = await times(() => ask(`q=${encodeURIComponent(words)}`));
    tell('Menghitung ...');
    const numbers = await askNumbers(child.url, cookie);
    tell('Membuka halaman ...');
    const openings = await openConsole(child.url, user);
    const after = loadavg()[0] ?? Number.NaN;
    return {
      store,
      conversations: sizes[store],
      ...found,
      indexedAfter,
      numbers,
      openings,
      load: [load, after],
    };
  } finally {
    await child.stop();
  }
}

const Page = z.object({
  conversations: z.array(z.unknown()),
  next: z.string().optional(),
  indexing: z.object({ indexed: z.number(), of: z.number() }).optional(),
});
type Page = z.infer<typeof Page>;

async function list(url: string, cookie: string, query: string): Promise<Page> {
  const response = await fetch(`${url}/console/api/conversations?${query}`, { headers: { Cookie: cookie } });
  if (!response.ok) throw new Error(`${query}: ${response.status} ${await response.text()}`);
  return Page.parse(await response.json());
}

async function untilIndexed(url: string, cookie: string): Promise<void> {
  while ((await list(url, cookie, 'q=zzqx')).indexing) await pause(250);
}

const user = { email: 'ukur@contoh.id', password: 'kuda poni ungu dan biru' };

function addUser(environment: Readonly<Record<string, string>>): Promise<void> {
  const script = [
    '--import',
    'tsx',
    'src/console/cli.ts',
    'add-user',
    '--email',
    user.email,
    '--role',
    'reader',
  ];
  return new Promise((done, fail) => {
    const child = execFile(
      process.execPath,
      script,
      { env: { PATH: process.env.PATH ?? '', ...environment } },
      error => (error ? fail(error) : done()),
    );
    child.stdin?.end(`${user.password}\n`);
  });
}

async function logIn(url: string): Promise<string> {
  const response = await fetch(`${url}/console/api/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Console': '1', Origin: url },
    body: JSON.stringify(user),
  });
  const [cookie = ''] = response.headers.getSetCookie()[0]?.split(';') ?? [];
  if (!response.ok) throw new Error(`the log-in answered ${response.status}`);
  return cookie;
}

function tableOf({
  store,
  conversations,
  filters,
  searches,
  indexedAfter,
  numbers,
  openings,
  load,
}: ConsoleFigures): string {
  const bar = bars[store];
  const rows = (asked: Readonly<Record<string, Asked>>, limit: number) =>
    Object.entries(asked).map(([name, { p50, p95, rows: count }]) => [
      name,
      String(count),
      p50.toFixed(1),
      p95.toFixed(1),
      String(limit),
    ]);
  const paints = openings.map(({ firstPaint }) => firstPaint);
  const shown = openings.map(({ listShown }) => listShown);
  const header = (title: string) => [title, 'rows', 'p50 ms', 'p95 ms', 'bar'];
  return [
    `${store}: ${conversations.toLocaleString('en')} conversations of ${messagesEach} messages, ${timesEach} requests each; `,
    `load of the machine ${load.map(value => value.toFixed(1)).join(' before, ')} after.\n`,
    columns([header('list and filters'), ...rows(filters, bar.list)]),
    '\n',
    columns([header('searches'), ...rows(searches, bar.search)]),
    ...(store === 'files'
      ? [`\nEverything can be searched ${indexedAfter.toFixed(1)} s after the start.\n`]
      : []),
    `\nNumbers of 30 days and the 30 before: ${numbers.first.toFixed(1)} s the first time, `,
    `then p50 ${numbers.again.p50.toFixed(1)} ms, p95 ${numbers.again.p95.toFixed(1)} ms.\n`,
    `\nChromium, empty cache, ${openings.length} times: first paint at most ${Math.max(...paints).toFixed(0)} ms `,
    `(bar ${bars.paint}), the list at most ${Math.max(...shown).toFixed(0)} ms after the page was asked for.\n`,
  ].join('');
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
