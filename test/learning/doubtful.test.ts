import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLowdbStore } from '../../src/conversations/lowdb/lowdb-store.ts';
import { silentLog } from '../../src/log.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { describeDoubtful } from './doubtful-contract.ts';
import { unknown } from './teaching.ts';

async function openFolder() {
  const [dataDir, clock] = [await mkdtemp(join(tmpdir(), 'doubtful-')), new FakeClock()];
  const store = await openLowdbStore({ dataDir, clock, log: silentLog });
  const dispose = () => store.close().then(() => rm(dataDir, { recursive: true, force: true }));
  return { dataDir, store, doubtful: store.doubtful, clock, dispose };
}

describeDoubtful('files', openFolder);

it('doubtful messages in files are known again after a restart', async () => {
  const { dataDir, store, clock } = await openFolder();
  await take(store, conversationId('ragu'), { says: [unknown('bingung min')] });
  await store.close();
  const again = await openLowdbStore({ dataDir, clock, log: silentLog });
  onTestFinished(() => again.close().then(() => rm(dataDir, { recursive: true, force: true })));
  const found = await again.doubtful.newest({ since: '2026-01-01T00:00:00.000Z', limit: 9 });
  expect(found.map(({ text }) => text)).toEqual(['bingung min']);
});
