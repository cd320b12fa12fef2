import pg from 'pg';
import type { Assistant } from '../../src/assistant.ts';
import { temporarySuffix } from '../../src/storage/durable-json-file.ts';
import { FakeClock } from '../support/fake-clock.ts';
import type { Ground } from './ground.ts';
import type { Scenario } from './scenario.ts';
import { Chatter } from './support/chatter.ts';
import { type Disk, standBeforeDisk } from './support/disk-double.ts';
import { judged } from './support/judge.ts';
import { count } from './support/lanes.ts';

/** Nothing can be written for a while: at any of the steps of a write, and read-only. */
export const diskFull: Scenario = {
  id: 'R10',
  title: 'disk full or read-only, at any write',
  async run(ground, _size, progress) {
    const clock = new FakeClock();
    const faults = ground.adapter === 'embedded' ? diskFaults(ground) : databaseFaults(ground);
    const assistant = await ground.startHere({ clock });
    const chatters = await Promise.all(count(4).map(() => Chatter.open(assistant.url)));
    const found: Endured[] = [];
    for (const [index, fault] of faults.entries()) {
      progress(fault.name, index / faults.length);
      // Nobody writes so fast that it would be a flood.
      await clock.advance(15_000);
      found.push(await endure(assistant, chatters, fault, index));
    }
    const histories = await Promise.all(chatters.map(chatter => chatter.history()));
    const ids = faults.flatMap((_, index) => [before(index), during(index)]);
    const without = (what: keyof Endured) => found.filter(one => !one[what]).length;
    return [
      { what: 'faults', value: faults.length },
      { what: 'acknowledged although nothing could be kept', value: without('refused'), bar: { is: 0 } },
      { what: 'users not told to send it again', value: without('told'), bar: { is: 0 } },
      { what: 'not alive meanwhile', value: without('alive'), bar: { is: 0 } },
      { what: 'chats not readable meanwhile', value: without('readable'), bar: { is: 0 } },
      { what: 'called ready meanwhile', value: without('notReady'), bar: { is: 0 } },
      { what: 'not back without a restart', value: without('recovered'), bar: { is: 0 } },
      ...judged(histories.map(history => ({ ids, history }))),
    ];
  },
};

interface Fault {
  readonly name: string;
  begin(): Promise<() => Promise<unknown> | unknown>;
}

interface Endured {
  readonly refused: boolean;
  readonly told: boolean;
  readonly alive: boolean;
  readonly readable: boolean;
  readonly notReady: boolean;
  readonly recovered: boolean;
}

async function endure(
  { url }: Assistant,
  chatters: readonly Chatter[],
  fault: Fault,
  index: number,
): Promise<Endured> {
  await Promise.all(chatters.map(chatter => chatter.postUntilAccepted('gk bisa login', before(index))));
  const end = await fault.begin();
  const answers = await Promise.all(chatters.map(chatter => chatter.post('akun terkunci', during(index))));
  const [live, ready] = [await statusOf(`${url}/health/live`), await statusOf(`${url}/health/ready`)];
  const histories = await Promise.all(
    chatters.map(chatter =>
      chatter.history().then(
        history => history.length > 0,
        () => false,
      ),
    ),
  );
  await end();
  await Promise.all(
    chatters.map(chatter => chatter.postUntilAccepted('akun terkunci', during(index), 10_000)),
  );
  return {
    refused: answers.every(({ status }) => status !== 200),
    told: answers.every(({ status }) => status === 503),
    alive: live === 200,
    readable: histories.every(Boolean),
    notReady: ready === 503,
    recovered: (await statusOf(`${url}/health/ready`)) === 200,
  };
}

const steps = ['open', 'write', 'sync', 'rename', 'sync of the folder'] as const;

/**
 * After the sync of the folder has failed the document is there, and nobody was told so. Turns that come together share an append
 * to the journal instead, which a disk like that refuses as well.
 */
function refusing(step: (typeof steps)[number], refuse: () => never): Partial<Disk> {
  const isNew = (path: string) => path.endsWith(temporarySuffix);
  const isJournal = (path: string) => path.endsWith('.jsonl');
  switch (step) {
    case 'open':
      return { open: (_path, flags) => void (flags === 'r' || refuse()), append: refuse };
    case 'write':
      return { write: refuse, append: refuse };
    case 'sync':
      return { sync: path => void ((isNew(path) || isJournal(path)) && refuse()) };
    case 'rename':
      return { rename: refuse, append: refuse };
    case 'sync of the folder':
      return { sync: path => void (isNew(path) || refuse()) };
  }
}

/** In front of the disk from the beginning: also files that are open already feel what comes later. */
function diskFaults({ dataDir, later }: Ground): readonly Fault[] {
  let disk: Partial<Disk> = {};
  later(
    standBeforeDisk(dataDir, {
      open: (path, flags) => disk.open?.(path, flags),
      write: (path, content) => disk.write?.(path, content),
      append: (path, content) => disk.append?.(path, content),
      sync: path => disk.sync?.(path),
      rename: (from, to) => disk.rename?.(from, to),
    }),
  );
  const refuse = (code: string) => () => {
    throw Object.assign(new Error(`${code}: the disk of the test`), { code });
  };
  return ['ENOSPC', 'EROFS', 'EDQUOT', 'EIO'].flatMap(code =>
    steps.map(step => ({
      name: `${code} at ${step}`,
      async begin() {
        disk = refusing(step, refuse(code));
        return () => {
          disk = {};
        };
      },
    })),
  );
}

/** The server's own errors, raised where rows are written. */
function databaseFaults({ environment }: Ground): readonly Fault[] {
  const states = { '53100': 'disk full', '25006': 'read-only', '53200': 'out of memory' };
  return Object.entries(states).map(([state, name]) => ({
    name,
    async begin() {
      await run(environment.DATABASE_URL, [
        `create or replace function refuse() returns trigger language plpgsql as
         $$ begin raise exception 'refused by the test' using errcode = '${state}'; end $$`,
        'create trigger refuse before insert or update on conversation execute function refuse()',
      ]);
      return () => run(environment.DATABASE_URL, ['drop trigger refuse on conversation']);
    },
  }));
}

async function run(url: string | undefined, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(url)).status;
}

function before(index: number): string {
  return `sebelum-${index}`;
}

function during(index: number): string {
  return `selagi-${index}`;
}
