import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { openLowdbStore } from '../../../src/conversations/lowdb/lowdb-store.ts';
import { silentLog } from '../../../src/log.ts';
import { systemClock } from '../../../src/time-and-chance.ts';
import { makeKey } from '../../channels/bot-framework/tokens.ts';
import { openFakePlatform } from '../../channels/fake-platform.ts';
import {
  answersOf,
  azureSender,
  type Flooded,
  flood,
  type Sender,
  telegramSender,
  whatsAppSender,
} from '../../channels/flood.ts';
import type { BenchResult } from '../cli.ts';
import { startChild } from '../load/child.ts';
import { percentiles } from '../load/percentiles.ts';
import { columns } from '../load/turn-table.ts';

const deliveries = 10_000;

/** More than WhatsApp brings for one number: 80 messages a second. */
const perSecond = 100;

/** In milliseconds: what each call to the account service takes. */
const slowness = 2_000;

/** Ten thousand deliveries, doubled and in disorder, through each channel's webhook while the account service is slow. */
export async function benchWebhooks(): Promise<BenchResult> {
  const folder = await mkdtemp(join(resolve('data'), 'bench-'));
  const key = await makeKey('bench');
  try {
    tell('Membangun ...');
    await promisify(execFile)(process.execPath, ['esbuild.config.mjs', '--outdir', join(folder, 'dist')]);
    const figures: ChannelFigures[] = [];
    for (const sender of [telegramSender, whatsAppSender, azureSender(key)]) {
      tell(`${sender.name}: ${deliveries.toLocaleString('id')} kiriman ...`);
      const platform = await openFakePlatform(answersOf(key, () => platform.url));
      const figure = await deliverAll(folder, sender, platform).finally(platform.close);
      // A long run that ends before its time has told at least so much.
      tell(JSON.stringify(figure));
      figures.push(figure);
    }
    return { figures, table: tableOf(figures) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface ChannelFigures {
  readonly channel: string;
  readonly messages: number;
  /** Messages that the store holds of users: as many as there were different ones, when nothing was lost or doubled. */
  readonly turns: number;
  readonly doubled: number;
  /** People whose turn waited for the account service. */
  readonly waited: number;
  readonly answered: ReturnType<typeof percentiles>;
}

async function deliverAll(
  folder: string,
  sender: Sender,
  platform: Awaited<ReturnType<typeof openFakePlatform>>,
): Promise<ChannelFigures> {
  const dataDir = join(folder, sender.name.replaceAll(' ', '-'));
  const port = await freePort();
  const child = await startChild([join(folder, 'dist', 'main.js')], {
    address: /Kotak SMS\/email\s+(\S+)\/dev\/inbox/,
    environment: {
      PORT: String(port),
      ACCOUNT_PORT: '0',
      LOG_LEVEL: 'error',
      DATA_DIR: dataDir,
      MODEL_DIR: join(folder, 'models'),
      ...sender.environment(platform.url),
    },
  });
  await fetch(`${child.url}/dev/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ mode: 'slow', ms: slowness }),
  });
  const flooded = await delivered().finally(child.stop);
  const { messages, times } = flooded;
  return { channel: sender.name, messages, ...(await turnsIn(dataDir)), answered: percentiles(times) };

  async function delivered(): Promise<Flooded> {
    const url = `http://127.0.0.1:${port}`;
    const all = await flood({ url, platform: platform.url, sender, deliveries, pace: { perSecond } });
    await untilQuiet(join(dataDir, 'inbox'));
    return all;
  }
}

async function turnsIn(dataDir: string): Promise<Pick<ChannelFigures, 'turns' | 'doubled' | 'waited'>> {
  const store = await openLowdbStore({ dataDir, clock: systemClock, log: silentLog });
  let [turns, doubled, waited] = [0, 0, 0];
  let cursor: string | undefined;
  do {
    const page = await store.list({ limit: 200, ...(cursor === undefined ? {} : { cursor }) });
    for (const { id } of page.conversations) {
      const messages = await store.messages(id);
      const texts = messages.filter(({ from }) => from === 'user').map(({ text }) => text);
      turns += texts.length;
      doubled += texts.length - new Set(texts).size;
      // The choice of SMS is what the account service is asked with.
      waited += messages.some(
        ({ from, text, step }) => from === 'user' && text === 'SMS' && step === 'askRoute',
      )
        ? 1
        : 0;
    }
    cursor = page.next;
  } while (cursor !== undefined);
  await store.close();
  return { turns, doubled, waited };
}

async function untilQuiet(inbox: string): Promise<void> {
  while ((await readdir(inbox)).length > 0) await new Promise(done => setTimeout(done, 200));
}

function freePort(): Promise<number> {
  return new Promise((found, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function tableOf(figures: readonly ChannelFigures[]): string {
  const rows = figures.map(({ channel, messages, turns, doubled, waited, answered }) => [
    channel,
    String(messages),
    String(turns),
    String(doubled),
    String(waited),
    answered.p50.toFixed(1),
    answered.p99.toFixed(1),
    answered.max.toFixed(1),
  ]);
  const title = `${deliveries} deliveries a channel, ${perSecond} a second, each message twice on average, half of the people's in disorder; the account service takes ${slowness} ms.`;
  return `${title}\n${columns([['', 'messages', 'turns', 'doubled', 'waited', 'p50 ms', 'p99 ms', 'max ms'], ...rows])}`;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
