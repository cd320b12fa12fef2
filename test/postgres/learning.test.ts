import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createSharedAuditLog } from '../../src/audit/shared-audit-log.ts';
import { createPostgresDoubtful } from '../../src/conversations/postgres/postgres-doubtful.ts';
import { createSharedLearningStore } from '../../src/learning/shared-learning-store.ts';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { createNews } from '../../src/storage/postgres/news.ts';
import { systemClock } from '../../src/time-and-chance.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { describeDoubtful } from '../learning/doubtful-contract.ts';
import { describeLearningStore } from '../learning/store-contract.ts';
import { editor, taught, unknown } from '../learning/teaching.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { openTestLearning } from '../support/learning.ts';
import { unknownTexts } from '../support/small-content.ts';
import { newDatabase } from './new-database.ts';
import { openStore } from './open-store.ts';

async function openTables() {
  const [clock, url] = [new FakeClock(), await newDatabase()];
  const database = openDatabase({ url, log: silentLog });
  await migrate(database);
  const opened: { close(): Promise<void> }[] = [];
  const open = async () => {
    const news = createNews({ database, listenUrl: url, clock: systemClock, log: silentLog });
    opened.push(news);
    const learning = createSharedLearningStore({ database, news, clock });
    await news.listen();
    return learning;
  };
  return {
    url,
    database,
    clock,
    store: await open(),
    reopen: open,
    async dispose() {
      for (const { close } of opened) await close();
      await database.close();
    },
  };
}

describeLearningStore('PostgreSQL', openTables);

describeDoubtful('PostgreSQL', async () => {
  const { database, url, clock, dispose } = await openTables();
  const store = await openStore(database, url, clock);
  return {
    store,
    doubtful: createPostgresDoubtful(database),
    clock,
    dispose: () => store.close().then(dispose),
  };
});

it('what one process activates answers in the others without a restart, and in one that starts later', async () => {
  const { database, url, clock, reopen, dispose } = await openTables();
  const dataDir = await mkdtemp(join(tmpdir(), 'learning-'));
  const conversations = await openStore(database, url, clock);
  onTestFinished(async () => {
    await conversations.close();
    await dispose();
    await rm(dataDir, { recursive: true, force: true });
  });
  const store = { ...conversations, doubtful: createPostgresDoubtful(database) };
  const process = async () =>
    openTestLearning({
      dataDir,
      clock,
      store,
      learningStore: await reopen(),
      audit: createSharedAuditLog(database, clock),
    });
  const [first, second] = [await process(), await process()];
  for (const [n, text] of unknownTexts.entries())
    await take(store, conversationId(`chat ${n}`), { says: [unknown(text)] });
  const version = await taught(first.learning);
  expect(second.model.understand(unknownTexts[0])).not.toMatchObject({ kind: 'understood' });
  expect(await second.learning.activate(version, editor)).toBe('done');
  for (const { model } of [first, second, await process()])
    await expect
      .poll(() => model.understand(unknownTexts[0]))
      .toMatchObject({ kind: 'understood', intent: 'forgot_password' });
  expect(await first.learning.activate(undefined, editor)).toBe('done');
  await expect.poll(() => second.model.version()).toBeUndefined();
});
