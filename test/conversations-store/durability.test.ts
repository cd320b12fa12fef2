import { once } from 'node:events';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLowdbStore } from '../../src/conversations/lowdb/lowdb-store.ts';
import { DedupeKey } from '../../src/ids.ts';
import { silentLog } from '../../src/log.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { ended, start } from './children/run.ts';
import { openTemporaryStore, temporaryFolder } from './opened-store.ts';
import { conversationId, take } from './turns.ts';

describe('after kill -9', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await temporaryFolder();
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('everything that was acknowledged is there, in order, and nothing half', async () => {
    const id = conversationId('killed');
    // Each round is killed at another place of the loop; the later ones also while older messages are moved.
    for (const turns of [1, 40, 170, 250]) {
      const acknowledged = await commitUntilKilled(dataDir, turns);
      const store = await openLowdbStore({
        dataDir,
        clock: new FakeClock(),
        log: silentLog,
      });
      const messages = await store.messages(id);
      expect(messages.length).toBeGreaterThanOrEqual(acknowledged);
      expect(messages.length).toBeLessThanOrEqual(acknowledged + 1);
      expect(messages.map(({ text }) => text)).toEqual(messages.map((_, index) => `pesan ${index + 1}`));
      expect(await store.hasHandled(id, DedupeKey.parse(`key-${acknowledged}`))).toBe(true);
      expect(await store.verify()).toEqual({ checked: 1, damaged: [] });
      await store.close();
    }
  });
});

describe('after kill -9 of a process that receives and delivers', () => {
  it('all that was put waits in order, and exactly what was not delivered is owed', async () => {
    const dataDir = await temporaryFolder();
    const [id, clock] = [conversationId('killed'), new FakeClock()];
    let all: string[] = [];
    for (const steps of [1, 50, 101]) {
      all = [...all, ...(await stepsUntilKilled(dataDir, steps))];
      const store = await openLowdbStore({ dataDir, clock, log: silentLog });
      const last = (step: string) => Number(all.findLast(line => line.startsWith(step))?.split(' ')[1] ?? 0);
      const later = Number.MAX_SAFE_INTEGER / 2;
      const waiting: string[] = [];
      for (;;) {
        const [arrival] = await store.inbox.claimDue(later, later, 1);
        if (!arrival) break;
        waiting.push(arrival.key);
        await store.inbox.settle(arrival, { kind: 'failed', at: 0, problem: 'seen' });
      }
      for (const letter of waiting) await store.inbox.retry(id, DedupeKey.parse(letter), 0);
      expect(waiting).toEqual(waiting.map((_, index) => `key-${index + 1}`));
      expect([last('put'), last('put') + 1]).toContain(waiting.length);
      const said = await store.messages(id);
      expect([last('committed'), last('committed') + 1]).toContain(said.length);
      const [head] = await store.outbox.claimDue(later, later, 1);
      // Written and not yet acknowledged at most: the window in which a message may go out twice.
      const owed = [last('delivered') + 1, last('delivered') + 2];
      expect(owed).toContain(head?.sequence ?? said.length + 1);
      await store.close();
    }
    await rm(dataDir, { recursive: true, force: true });
  });
});

describe('a turn that cannot be written', () => {
  it('has not happened, and the next one works without a restart', async () => {
    const { store, dataDir, dispose } = await openTemporaryStore();
    const id = conversationId('no room');
    await take(store, id);
    const [file = ''] = (await readdir(dataDir, { recursive: true })).filter(name => name.endsWith('.json'));
    // A folder where the temp file has to go: refused whoever runs the test, unlike a missing permission.
    await mkdir(join(dataDir, `${file}.writing`, 'in the way'), { recursive: true });
    const heard: unknown[] = [];
    store.watch(id, messages => heard.push(messages));
    await expect(take(store, id, { handled: 'refused' })).rejects.toMatchObject({ code: 'EISDIR' });
    expect(heard).toEqual([]);
    expect(await store.hasHandled(id, DedupeKey.parse('refused'))).toBe(false);
    expect(await store.messages(id)).toHaveLength(1);
    await rm(join(dataDir, `${file}.writing`), { recursive: true });
    await take(store, id, { handled: 'refused' });
    expect(await store.messages(id)).toHaveLength(2);
    await dispose();
  });
});

describe('what lies on disk', () => {
  it('is readable by its owner only', async () => {
    const { store, dataDir, dispose } = await openTemporaryStore();
    await take(store, conversationId('private'), { says: Array.from({ length: 401 }, () => 'halo') });
    const entries = await readdir(dataDir, { recursive: true });
    const modes = await Promise.all(
      entries.map(async entry => {
        const found = await stat(join(dataDir, entry));
        return [entry, (found.mode & 0o777).toString(8), found.isDirectory() ? '700' : '600'] as const;
      }),
    );
    expect(modes.filter(([entry]) => entry.endsWith('.json'))).toHaveLength(2);
    for (const [entry, mode, expected] of modes) expect([entry, mode]).toEqual([entry, expected]);
    await dispose();
  });

  it('is cleared of writes that a crash has cut off', async () => {
    const under = await openTemporaryStore();
    const id = conversationId('cut off');
    await take(under.store, id);
    const [file = ''] = (await readdir(under.dataDir, { recursive: true })).filter(name =>
      name.endsWith('.json'),
    );
    await writeFile(join(under.dataDir, `${file}.writing`), '{"schema":1,"id":"');
    const reopened = await under.reopen();
    expect(await reopened.messages(id)).toHaveLength(1);
    expect(await readdir(join(under.dataDir, file, '..'))).toEqual([`${id}.json`]);
    await under.dispose();
  });
});

/** Lets a process receive and deliver until it has acknowledged so many steps; answers those. */
async function stepsUntilKilled(dataDir: string, steps: number): Promise<string[]> {
  const child = start('test/conversations-store/children/deliver-for-ever.ts', [dataDir]);
  const end = ended(child);
  let count = 0;
  child.stdout?.on('data', (text: string) => {
    count += text.split('\n').length - 1;
    if (count >= steps) child.kill('SIGKILL');
  });
  const { out, err } = await end;
  if (child.signalCode !== 'SIGKILL') throw new Error(`the process ended by itself: ${err}`);
  return out.trimEnd().split('\n');
}

/** Lets a process commit, kills it after `turns` more turns, answers the number of the last acknowledged one. */
async function commitUntilKilled(dataDir: string, turns: number): Promise<number> {
  const child = start('test/conversations-store/children/commit-for-ever.ts', [dataDir]);
  const end = ended(child);
  let count = 0;
  child.stdout?.on('data', (text: string) => {
    count += text.split('\n').length - 1;
    if (count >= turns) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'exit');
  const { out, err } = await end;
  if (signal !== 'SIGKILL') throw new Error(`the process ended by itself: ${err}`);
  return Number(out.trimEnd().split('\n').at(-1));
}
