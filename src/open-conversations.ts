import { startSharedWakeUpCalls } from './bot/shared-wake-up-calls.ts';
import { startWakeUpCalls, type WakeUpCalls } from './bot/wake-up-calls.ts';
import type { Config } from './config.ts';
import type { ConversationStore } from './conversations/conversation-store.ts';
import type { CommandAnswers } from './conversations/lowdb/command-socket.ts';
import { openLowdbStore } from './conversations/lowdb/lowdb-store.ts';
import type { UserId } from './ids.ts';
import type { Log } from './log.ts';
import type { Clock, Random } from './time-and-chance.ts';

type WakeUpOptions = Omit<Parameters<typeof startWakeUpCalls>[0], 'store'>;

/** The conversations and who wakes them up, in files or in a database. */
export interface Conversations {
  readonly store: ConversationStore;
  startWakeUpCalls(options: WakeUpOptions): Promise<WakeUpCalls>;
  /** Throws when the store cannot be reached at the moment. */
  check(): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  readonly config: Pick<Config, 'dataDir' | 'database'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly erased: (user: UserId) => Promise<void>;
  /** What the command line may ask of the process that holds the data folder; not with a database. */
  readonly commands: CommandAnswers;
}

/** PostgreSQL when DATABASE_URL is set, otherwise one document a conversation below DATA_DIR. */
export function openConversations(options: Options): Promise<Conversations> {
  return options.config.database ? openShared(options, options.config.database) : openEmbedded(options);
}

async function openEmbedded({ config, clock, log, erased, commands }: Options): Promise<Conversations> {
  const store = await openLowdbStore({ dataDir: config.dataDir, clock, log, erased, commands });
  return {
    store,
    startWakeUpCalls: options => startWakeUpCalls({ ...options, store }),
    check: async () => {},
    close: () => store.close(),
  };
}

async function openShared(
  { clock, random, log, erased }: Options,
  { url, directUrl, connections }: NonNullable<Config['database']>,
): Promise<Conversations> {
  // Loaded only here: who keeps files need not wait for a database driver.
  const [{ openDatabase }, { migrate }, { openPostgresStore }] = await Promise.all([
    import('./storage/postgres/database.ts'),
    import('./storage/postgres/migrate.ts'),
    import('./conversations/postgres/postgres-store.ts'),
  ]);
  const database = openDatabase({ url, log, connections, prepared: directUrl === undefined });
  try {
    await migrate(database, name => log.info(`migration ${name} applied`));
    const store = await openPostgresStore({ database, listenUrl: directUrl ?? url, clock, random, log });
    return {
      store: {
        ...store,
        async eraseUser(user) {
          const count = await store.eraseUser(user);
          await erased(user);
          return count;
        },
      },
      startWakeUpCalls: async options => startSharedWakeUpCalls({ ...options, store }),
      async check() {
        await database.run({ name: 'check', text: 'select 1' }, []);
      },
      close: () => store.close().finally(database.close),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
