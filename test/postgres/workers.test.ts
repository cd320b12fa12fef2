import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { Visitor } from '../support/visitor.ts';
import { newDatabase } from './new-database.ts';
import { health, insist, pause, until } from './persistent.ts';

let dataDir: string;
let server: ServerProcess;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'workers-'));
  server = await startServer(dataDir, { WORKERS: '2', DATABASE_URL: await newDatabase() });
  // Three processes start, two of them one after the other.
}, 240_000);
afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** The processes that the first one has started. */
async function workers(): Promise<number[]> {
  const text = await readFile(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

/** A chat may have 60 messages a minute: faster, a quick machine would be told to wait. */
const mostMessages = 55;
const betweenMessages = 400;

/** Three visitors write one message after the other while `disturbance` goes on; answers what each of them reads then. */
async function chatDuring(disturbance: () => Promise<void>) {
  const visitors = await Promise.all([1, 2, 3].map(() => Visitor.open(server.url)));
  const said: string[][] = visitors.map(() => []);
  let over = false;
  const talks = visitors.map(async (visitor, index) => {
    for (let number = 0; number < 3 || (!over && number < mostMessages); number += 1) {
      const text = `pesan nomor ${number}`;
      await insist(visitor, text);
      said[index]?.push(text);
      await pause(betweenMessages);
    }
  });
  await disturbance().finally(() => {
    over = true;
  });
  await Promise.all(talks);
  const histories = await Promise.all(visitors.map(visitor => visitor.history()));
  return { said, heard: histories.map(history => history.filter(text => text.startsWith('pesan nomor'))) };
}

function isReady(): Promise<string> {
  return health(server.url).then(
    ([, status]) => status,
    () => 'closed',
  );
}

describe('WORKERS=2', { timeout: 240_000 }, () => {
  it('shares a port, and one account service that everybody calls a demo', async () => {
    expect(await workers()).toHaveLength(2);
    const { demo } = (await (await fetch(`${server.url}/console/api/about`)).json()) as { demo: boolean };
    expect(demo).toBe(true);
    expect((await (await Visitor.open(server.url)).say('lupa sandi')).length).toBeGreaterThan(0);
  });

  it('replaces all of them on SIGHUP without a lost or doubled message, and somebody is always ready', async () => {
    const before = await workers();
    const { said, heard } = await chatDuring(async () => {
      process.kill(server.pid, 'SIGHUP');
      await until(async () => {
        expect(await health(server.url)).toEqual([200, 'ready']);
        return server.output().includes('rolling restart done');
      }, 'the rolling restart is over');
    });
    expect(heard).toEqual(said);
    const after = await workers();
    expect(after).toHaveLength(2);
    expect(after.filter(pid => before.includes(pid))).toEqual([]);
  });

  it('has as many as before when one dies while all are replaced', async () => {
    const before = await workers();
    const restarts = () => server.output().split('rolling restart done').length;
    const earlier = restarts();
    process.kill(server.pid, 'SIGHUP');
    await until(async () => (await workers()).length === 3, 'a new one starts');
    // The other one keeps the port, which nobody could choose again.
    process.kill(before[0] ?? 0, 'SIGKILL');
    await until(() => restarts() > earlier, 'the rolling restart is over');
    // Longer than the pauses before those that died are replaced: none is still to come.
    await pause(2_000);
    const after = await workers();
    expect(after).toHaveLength(2);
    expect(after.filter(pid => before.includes(pid))).toEqual([]);
    await until(async () => (await isReady()) === 'ready', 'somebody is ready');
  });

  it.each([
    { what: 'was killed', signal: 'SIGKILL' },
    { what: 'stands still', signal: 'SIGSTOP' },
  ])('replaces one that $what in the midst of turns, and loses and doubles nothing', async ({ signal }) => {
    const [victim = 0] = await workers();
    const newcomers: Promise<string>[] = [];
    const { said, heard } = await chatDuring(async () => {
      process.kill(victim, signal);
      for (let newcomer = 0; newcomer < 20; newcomer += 1) newcomers.push(isReady());
      await until(async () => {
        const now = await workers();
        return now.length === 2 && !now.includes(victim);
      }, 'the killed one is replaced');
    });
    expect(heard).toEqual(said);
    // Whom the victim had accepted loses the connection and comes again; nobody waits for ever.
    for (const outcome of await Promise.all(newcomers)) expect(['ready', 'closed']).toContain(outcome);
    expect(await isReady()).toBe('ready');
  });

  it('ends with exit code 0, and takes all of them along', async () => {
    const pids = await workers();
    expect(await server.stop()).toBe(0);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
  });
});
