import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openLowdbStore } from '../../src/conversations/lowdb/lowdb-store.ts';
import type { ConversationId } from '../../src/ids.ts';
import { silentLog } from '../../src/log.ts';
import { systemClock } from '../../src/time-and-chance.ts';
import { startPostgres } from '../support/postgres-server.ts';
import type { Ground } from './ground.ts';
import type { Figure, Scenario, Size } from './scenario.ts';
import { Chatter } from './support/chatter.ts';
import { standBeforeDisk } from './support/disk-double.ts';
import { count, inLanes, pause } from './support/lanes.ts';
import { developImage, type Image, RecordingDisk } from './support/power-loss.ts';
import { startTraffic } from './support/traffic.ts';

/** The power goes at any operation of the disk. */
export const powerLoss: Scenario = {
  id: 'R12',
  title: 'power loss: whatever was not synced, files and folders, is gone',
  run: (ground, size, progress) =>
    ground.adapter === 'embedded' ? ofFiles(ground, size, progress) : ofDatabase(ground, size),
};

/** The ids of the messages that each conversation was told are kept. */
type Acknowledged = ReadonlyMap<ConversationId, readonly string[]>;

interface Moment {
  readonly image: Image;
  readonly acknowledged: Acknowledged;
}

const texts = ['gk bisa login', 'pandu saya di aplikasi', 'batal', 'akun terkunci', 'lupa sandi'];

/** Every operation of the whole assistant is recorded; moments are chosen at random and developed afterwards. */
async function ofFiles(ground: Ground, size: Size, progress: (what: string, done: number) => void) {
  const [chats, rounds, likelihood] = size === 'long' ? [12, 8, 0.25] : [4, 1, 0.4];
  const acknowledged = new Map<ConversationId, readonly string[]>();
  const moments: Moment[] = [];
  let operations = 0;
  const disk = new RecordingDisk(ground.dataDir, () => {
    operations += 1;
    if (Math.random() > likelihood) return;
    const luck = operations % 2 === 0 ? () => false : () => Math.random() < 0.5;
    moments.push({ image: disk.image(luck), acknowledged: new Map(acknowledged) });
  });
  ground.later(standBeforeDisk(ground.dataDir, disk));
  const assistant = await ground.startHere();
  await Promise.all(
    count(chats * rounds).map(async () => {
      const chatter = await Chatter.open(assistant.url);
      for (const [index, text] of texts.entries()) {
        const id = `pesan-${index}`;
        if ((await chatter.post(text, id)).status !== 200) continue;
        const { conversation } = chatter;
        acknowledged.set(conversation, [...(acknowledged.get(conversation) ?? []), id]);
      }
    }),
  );
  await assistant.close();
  const sums = { lost: 0, damaged: 0 };
  await inLanes(
    moments,
    4,
    async moment => {
      const found = await judgeMoment(moment);
      sums.lost += found.lost;
      sums.damaged += found.damaged;
    },
    done => progress(`saat ke-${done} dari ${moments.length}`, done / moments.length),
  );
  return [
    { what: 'operations of the disk', value: operations },
    { what: 'moments at which the power went', value: moments.length },
    { what: 'messages acknowledged', value: [...acknowledged.values()].flat().length },
    { what: 'acknowledged and lost', value: sums.lost, bar: { is: 0 } },
    { what: 'conversations damaged', value: sums.damaged, bar: { is: 0 } },
  ] satisfies Figure[];
}

/**
 * In memory where there is such a folder: the power goes a thousand times, and a store that starts after it syncs whatever
 * it brings in order. Which of it a disk would keep is decided by the image, not by the disk below.
 */
const darkroom = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

async function judgeMoment({ image, acknowledged }: Moment) {
  const folder = await mkdtemp(join(darkroom, 'jmo-power-'));
  try {
    await developImage(image, folder);
    const store = await openLowdbStore({ dataDir: folder, clock: systemClock, log: silentLog });
    let lost = 0;
    for (const [conversation, ids] of acknowledged) {
      const messages = await store.messages(conversation).catch(() => []);
      for (const id of ids) {
        const own = messages.find(({ clientActivityId }) => clientActivityId === id);
        if (!own || !messages.some(({ replyTo }) => replyTo === own.id)) lost += 1;
      }
    }
    const { damaged } = await store.verify();
    await store.close();
    return { lost, damaged: damaged.length };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The server is killed without a chance to write anything, and its own log brings it back; that it syncs is asked. */
async function ofDatabase(ground: Ground, size: Size) {
  // Slowly enough that nobody says more than 20 things in 10 s, which are stored and not answered one by one.
  const [outages, pauses, between] = size === 'long' ? [10, 1_400, 4_000] : [1, 400, 300];
  const server = await startPostgres();
  ground.later(() => server.stop());
  const assistant = await ground.startHere({}, { DATABASE_URL: server.url });
  const traffic = startTraffic(assistant.url, {
    chats: 8,
    texts: () => count(outages * 4).map(number => texts[number % texts.length] ?? ''),
    pauses,
  });
  await traffic.begun;
  for (const _ of count(outages)) {
    await pause(between);
    await server.kill();
    await pause(100);
    await server.restart();
  }
  const settings = await settingsOf(server.url);
  return [
    { what: 'times the server was killed', value: outages },
    ...settings.map(({ name, setting }) => ({
      what: `${name} is on`,
      value: setting === 'on' ? 1 : 0,
      bar: { is: 1 },
    })),
    ...(await traffic.judge()),
  ];
}

async function settingsOf(url: string): Promise<readonly { name: string; setting: string }[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') order by 1",
  );
  await client.end();
  return rows;
}
