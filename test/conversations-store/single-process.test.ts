import { once } from 'node:events';
import { link, mkdir, rm, stat } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askToErase } from '../../src/conversations/lowdb/command-socket.ts';
import { openLowdbStore } from '../../src/conversations/lowdb/lowdb-store.ts';
import { Failure } from '../../src/failure.ts';
import { UserId } from '../../src/ids.ts';
import { silentLog } from '../../src/log.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { ended, start } from './children/run.ts';
import { openTemporaryStore, temporaryFolder } from './opened-store.ts';
import { aUser, conversationId, take } from './turns.ts';

const open = (dataDir: string) => openLowdbStore({ dataDir, clock: new FakeClock(), log: silentLog });

describe('a data folder', () => {
  it('is refused to a second process, with a fix, while the first works on undisturbed', async () => {
    const { store, dataDir, dispose } = await openTemporaryStore();
    const second = await ended(start('test/conversations-store/children/commit-for-ever.ts', [dataDir]));
    expect(second.code).not.toBe(0);
    expect(second.err).toContain('data-dir-in-use');
    const refusal = await open(dataDir).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Failure);
    expect(refusal).toMatchObject({ code: 'data-dir-in-use', fix: expect.stringContaining('DATA_DIR') });
    await take(store, conversationId('undisturbed'));
    expect(await askToErase(dataDir, UserId.parse('nobody'))).toBe(0);
    await dispose();
  });

  it('goes to exactly one of several that start together over a stale socket', async () => {
    const dataDir = await temporaryFolder();
    await killHolder(dataDir);
    const stale = join(dataDir, 'assistant.sock');
    expect((await stat(stale)).isSocket()).toBe(true);
    await link(stale, join(dataDir, 'kept.sock'));
    for (let round = 0; round < 5; round += 1) {
      await link(join(dataDir, 'kept.sock'), stale).catch(() => {});
      const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => open(dataDir)));
      const opened = outcomes.filter(outcome => outcome.status === 'fulfilled');
      expect(opened).toHaveLength(1);
      for (const { value } of opened) await value.close();
    }
    await rm(dataDir, { recursive: true });
  });

  it('can be taken again after it was closed', async () => {
    const { reopen, dispose } = await openTemporaryStore();
    await reopen();
    await dispose();
  });

  it('may have a path longer than a socket may have', async () => {
    const base = await temporaryFolder();
    const dataDir = join(base, 'x'.repeat(150), 'runtime');
    await mkdir(dataDir, { recursive: true });
    const store = await open(dataDir);
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'data-dir-in-use' });
    await store.close();
    await (await open(dataDir)).close();
    await rm(base, { recursive: true });
  });

  it('that cannot be made is explained', async () => {
    await expect(open('/dev/null/runtime')).rejects.toMatchObject({ code: 'data-dir-not-writable' });
  });
});

describe('the command socket', () => {
  it('erases a user in the running process', async () => {
    const { store, dataDir, dispose } = await openTemporaryStore();
    await take(store, conversationId('to erase'));
    expect(await askToErase(dataDir, aUser)).toBe(1);
    expect(await store.load(conversationId('to erase'))).toBeUndefined();
    await dispose();
    expect(await askToErase(dataDir, aUser).catch(() => undefined)).toBeUndefined();
  });

  it.each([
    '{}',
    'garbage',
    '{"do":"drop","user":"x"}',
    '{"do":"erase","user":"x","more":1}',
    'x'.repeat(100_000),
  ])('refuses %.30s and goes on', async line => {
    const { dataDir, dispose } = await openTemporaryStore();
    const socket = createConnection(join(dataDir, 'assistant.sock')).setEncoding('utf8');
    let answer = '';
    socket.on('data', (text: string) => (answer += text)).on('error', () => {});
    socket.write(`${line}\n`);
    await once(socket, 'close');
    expect(answer).not.toContain('erased');
    expect(await askToErase(dataDir, aUser)).toBe(0);
    await dispose();
  });
});

async function killHolder(dataDir: string): Promise<void> {
  const child = start('test/conversations-store/children/commit-for-ever.ts', [dataDir]);
  child.stdout?.once('data', () => child.kill('SIGKILL'));
  await once(child, 'exit');
}
