import { writeFileSync } from 'node:fs';
import { appendFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../../src/conversations/backup/back-up.ts';
import { restore, verifyBackup } from '../../src/conversations/backup/restore.ts';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { openLowdbStore } from '../../src/conversations/lowdb/lowdb-store.ts';
import { silentLog } from '../../src/log.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { openTemporaryStore, temporaryFolder } from './opened-store.ts';
import { conversationId, take } from './turns.ts';

type Under = Awaited<ReturnType<typeof openTemporaryStore>>;

const at = new Date('2026-03-12T02:00:00.000Z');
const ids = ['one', 'two', 'three', 'four'].map(conversationId);

describe('a backup', () => {
  let under: Under;
  let base: string;
  let backup: string;
  beforeEach(async () => {
    under = await openTemporaryStore();
    base = await temporaryFolder();
    backup = join(base, 'backup');
  });
  afterEach(async () => {
    await under.dispose();
    await rm(base, { recursive: true });
  });

  it('made while the server writes holds all that was acknowledged before it, and nothing half', async () => {
    const { store, dataDir } = under;
    // Long enough that older messages move to files of their own while it is copied.
    for (const id of ids) await take(store, id, { says: Array.from({ length: 398 }, () => 'halo') });
    const writing = writeUntilStopped(store);
    await writing.some();
    const before = await Promise.all(ids.map(async id => (await store.messages(id)).length));
    await backUp(dataDir, backup, at);
    await writing.stop();
    expect(await verifyBackup(backup)).toEqual({ checked: ids.length, damaged: [] });

    const target = join(base, 'restored');
    expect(await restore(backup, target, silentLog)).toEqual({ checked: ids.length, damaged: [] });
    const restored = await openLowdbStore({ dataDir: target, clock: new FakeClock(), log: silentLog });
    for (const [index, id] of ids.entries()) {
      const messages = await restored.messages(id);
      expect(messages.length).toBeGreaterThanOrEqual(before[index] ?? 0);
      expect(messages).toEqual((await store.messages(id)).slice(0, messages.length));
    }
    await restored.close();
  });

  it('that was changed, broken off or never one is refused, and nothing is restored of it', async () => {
    for (const id of ids) await take(under.store, id);
    const files = await backUp(under.dataDir, backup, at);
    await appendFile(join(backup, files[0]?.path ?? ''), ' ');
    const target = join(base, 'restored');
    await expect(verifyBackup(backup)).rejects.toMatchObject({ code: 'backup-incomplete' });
    await expect(restore(backup, target, silentLog)).rejects.toMatchObject({ code: 'backup-incomplete' });
    await rm(join(backup, 'manifest.json'));
    await expect(restore(backup, target, silentLog)).rejects.toMatchObject({ code: 'backup-incomplete' });
    expect((await readdir(target)).filter(name => name.endsWith('.json'))).toEqual([]);
  });

  it('never takes the place of what is there, nor of a server that runs', async () => {
    await take(under.store, conversationId('one'));
    await backUp(under.dataDir, backup, at);
    await expect(restore(backup, under.dataDir, silentLog)).rejects.toMatchObject({
      code: 'data-dir-in-use',
    });
    const full = join(base, 'full');
    await mkdir(full);
    await writeFile(join(full, 'something'), '');
    await expect(restore(backup, full, silentLog)).rejects.toMatchObject({ code: 'restore-target' });
    expect(await readdir(full)).toContain('something');
  });

  it('has the folder for itself while it is restored: a server that starts meanwhile is refused', async () => {
    for (const id of ids) await take(under.store, id);
    await backUp(under.dataDir, backup, at);
    const target = join(base, 'restored');
    const starting: Promise<unknown>[] = [];
    const start = () => openLowdbStore({ dataDir: target, clock: new FakeClock(), log: silentLog });
    const found = await restore(backup, target, silentLog, (_, done) => {
      if (done < 1) starting.push(start().catch(error => error));
    });
    expect(found).toEqual({ checked: ids.length, damaged: [] });
    for (const one of starting) expect(await one).toMatchObject({ code: 'data-dir-in-use' });
    const restored = await start();
    expect((await restored.list({})).conversations).toHaveLength(ids.length);
    await restored.close();
  });

  it('removes nothing that somebody has put into the folder while it was restored', async () => {
    await take(under.store, conversationId('one'));
    await backUp(under.dataDir, backup, at);
    const target = join(base, 'restored');
    const restoring = restore(backup, target, silentLog, (_, done) => {
      if (done < 1) writeFileSync(join(target, 'something'), '');
    });
    await expect(restoring).rejects.toMatchObject({ code: 'restore-target' });
    expect(await readdir(target)).toContain('something');
  });

  it('goes only into an empty folder outside the data', async () => {
    await take(under.store, conversationId('one'));
    await backUp(under.dataDir, backup, at);
    await expect(backUp(under.dataDir, backup, at)).rejects.toMatchObject({ code: 'backup-target' });
    await expect(backUp(under.dataDir, join(under.dataDir, 'b'), at)).rejects.toMatchObject({
      code: 'backup-target',
    });
  });
});

function writeUntilStopped(store: ConversationStore) {
  let stopped = false;
  let turns = 0;
  const done = Promise.all(
    ids.map(async id => {
      while (!stopped) {
        await take(store, id);
        turns += 1;
      }
    }),
  );
  return {
    async some(): Promise<void> {
      while (turns < ids.length) await new Promise(resolve => setImmediate(resolve));
    },
    async stop(): Promise<void> {
      stopped = true;
      await done;
    },
  };
}
