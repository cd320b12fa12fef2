import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { openLowdbStore } from '../../../src/conversations/lowdb/lowdb-store.ts';
import { silentLog } from '../../../src/log.ts';
import { systemClock } from '../../../src/time-and-chance.ts';
import { conversationId, take } from '../../conversations-store/turns.ts';
import type { BenchResult } from '../cli.ts';
import { startAssistantProcess } from './assistant.ts';
import { median } from './percentiles.ts';
import { columns } from './turn-table.ts';

const conversations = 20_000;
const turnsEach = 3;
const starts = 5;

/** From the command to the addresses on the screen, with nothing kept and with twenty thousand conversations. */
export async function benchStart(): Promise<BenchResult> {
  const folder = await mkdtemp(join(resolve('data'), 'bench-'));
  const main = join(folder, 'dist', 'main.js');
  const [empty, full] = [join(folder, 'empty'), join(folder, 'full')];
  try {
    tell('Membangun ...');
    await promisify(execFile)(process.execPath, ['esbuild.config.mjs', '--outdir', join(folder, 'dist')]);
    tell(`Menulis ${conversations.toLocaleString('id')} percakapan ...`);
    await fill(full);
    const found = { empty: [] as number[], full: [] as number[] };
    // The first start of each trains the model.
    for (let start = 0; start <= starts; start += 1) {
      const times = { empty: await startOnce(main, empty), full: await startOnce(main, full) };
      if (start === 0) continue;
      found.empty.push(times.empty);
      found.full.push(times.full);
    }
    return { figures: found, table: tableOf(found) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(dataDir: string): Promise<void> {
  const store = await openLowdbStore({ dataDir, clock: systemClock, log: silentLog });
  let next = 0;
  await Promise.all(Array.from({ length: 64 }, worker));
  await store.close();

  async function worker(): Promise<void> {
    while (next < conversations) {
      const id = conversationId(`bench ${next}`);
      next += 1;
      for (let turn = 0; turn < turnsEach; turn += 1) {
        const says = [
          'kode otp nya gak masuk',
          { from: 'bot', text: 'Coba tunggu dua menit dulu ya, Kak.' },
        ] as const;
        await take(store, id, { says });
      }
    }
  }
}

async function startOnce(main: string, dataDir: string): Promise<number> {
  const began = performance.now();
  const assistant = await startAssistantProcess(main, 'start', { DATA_DIR: dataDir });
  const time = performance.now() - began;
  await assistant.stop();
  return time;
}

function tableOf({
  empty,
  full,
}: {
  readonly empty: readonly number[];
  readonly full: readonly number[];
}): string {
  return columns([
    ['ready after', 'seconds'],
    ['nothing kept', (median(empty) / 1_000).toFixed(2)],
    [`${conversations.toLocaleString('en')} conversations`, (median(full) / 1_000).toFixed(2)],
  ]);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
