import { createSharedAuditLog } from './audit/shared-audit-log.ts';
import { startSharedWakeUpCalls } from './bot/shared-wake-up-calls.ts';
import { createSharedResume } from './channels/web-chat/shared-resume.ts';
import type { DatabaseConfig } from './config.ts';
import { createSharedPresence } from './console/desk/shared-presence.ts';
import { createSharedReadMarks } from './console/read-marks/shared-read-marks.ts';
import { createSharedLogInLimits } from './console/shared-log-in-limits.ts';
import { createSharedSessions } from './console/shared-sessions.ts';
import { createSharedUsers } from './console/shared-users.ts';
import { createConsoleUsers } from './console/users.ts';
import { createPostgresDoubtful } from './conversations/postgres/postgres-doubtful.ts';
import { createPostgresFacts } from './conversations/postgres/postgres-facts.ts';
import { createPostgresInbox } from './conversations/postgres/postgres-inbox.ts';
import { createPostgresOutbox } from './conversations/postgres/postgres-outbox.ts';
import { createPostgresStore } from './conversations/postgres/postgres-store.ts';
import { createRefusedWrites } from './conversations/postgres/refused-writes.ts';
import { createSharedTyping } from './conversations/postgres/shared-typing.ts';
import { startHousekeeping } from './housekeeping.ts';
import { createSharedIncidentStore } from './incidents/shared-incident-store.ts';
import { createSharedSpikes, rememberSharedReports } from './incidents/shared-spikes.ts';
import { createSharedLearningStore } from './learning/shared-learning-store.ts';
import type { AssistantStorage, StorageOptions } from './open-storage.ts';
import { openDatabase } from './storage/postgres/database.ts';
import { migrateAt } from './storage/postgres/migrate.ts';
import { makeMonthPartitions } from './storage/postgres/month-partitions.ts';
import { createNews } from './storage/postgres/news.ts';
import { createPostgresShelf } from './storage/postgres/postgres-shelf.ts';
import { prepareDatabase } from './storage/postgres/prepared-database.ts';

/**
 * A PostgreSQL that any number of processes share. It may be away when this starts: everything then fails with the
 * reason, which `check` tells, until it is there.
 */
export async function openSharedStorage(
  { config: { secrets }, clock, random, log }: StorageOptions,
  { url, directUrl, connections }: DatabaseConfig,
): Promise<AssistantStorage> {
  const listenUrl = directUrl ?? url;
  let prepared = () => {};
  const pool = openDatabase({ url, log, connections, pooled: directUrl !== undefined });
  const database = await prepareDatabase({
    database: pool,
    async prepare() {
      await migrateAt(listenUrl, log);
      await makeMonthPartitions({ database: pool, clock, log });
    },
    prepared: () => prepared(),
    clock,
    log,
  });
  const news = createNews({ database, listenUrl, clock, log });
  const key = secrets.TOKEN_KEY;
  const writes = createRefusedWrites(clock);
  const postgres = createPostgresStore({ database, news, clock, random, log });
  const store = {
    ...postgres,
    commit: turn => writes.around(() => postgres.commit(turn)),
  } satisfies typeof postgres;
  const incidents = createSharedIncidentStore({ database, news, clock, random, log });
  const spikes = createSharedSpikes(news, clock);
  const rememberReports = () => rememberSharedReports(spikes, database, clock);
  // Only when it was away at start, or took long to prepare.
  prepared = () => {
    rememberReports().catch(error => log.error('the last reports could not be read', { error }));
  };
  await news.listen();
  await incidents.look();
  const stopHousekeeping = startHousekeeping({ database, url: listenUrl, clock, log });
  return {
    store,
    inbox: createPostgresInbox(database),
    outbox: createPostgresOutbox(database),
    resume: createSharedResume({ database, key, clock, random, log }),
    consoleUsers: createConsoleUsers(createSharedUsers(database), { clock, random }),
    consoleSessions: createSharedSessions({ database, clock, random, log }),
    logInLimits: createSharedLogInLimits({ database, key, clock }),
    presence: createSharedPresence(database, clock),
    typing: createSharedTyping(news, clock),
    readMarks: createSharedReadMarks(database, clock),
    audit: createSharedAuditLog(database, clock),
    shelf: (name, item) => createPostgresShelf({ database, name, item }),
    doubtful: createPostgresDoubtful(database),
    facts: createPostgresFacts(database),
    learning: createSharedLearningStore({ database, news, clock }),
    incidents,
    spikes,
    rememberReports,
    startWakeUpCalls: async options => startSharedWakeUpCalls({ ...options, store }),
    async check() {
      await database.check();
      writes.check();
    },
    async close() {
      stopHousekeeping();
      incidents.close();
      await store.close();
      await news.close();
      await database.close();
    },
  };
}
