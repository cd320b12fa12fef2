import pg from 'pg';
import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { Database } from './database.ts';

/** Tells all processes on one database which things have changed: names only, never what is in them. */
export interface News {
  /** Reaches every process, this one too, soon after; ids told in a moment of silence of the database may be lost. */
  tell(id: string): void;
  close(): Promise<void>;
}

export interface NewsOptions {
  readonly database: Database;
  /** A direct connection: LISTEN does not work through a transaction pooler. */
  readonly listenUrl: string;
  /** Who hears whom; one word. */
  readonly channel: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly heard: (ids: readonly string[]) => void;
  /** The connection was away for a while: whatever was told meanwhile has to be looked up. */
  readonly missed: () => void;
}

/** In milliseconds. One notification for all commits of a moment: each one takes a lock that all of the cluster share. */
const gathering = 15;

/** PostgreSQL's limit of a payload is 8,000 bytes; an id has at most 64 characters. */
const idsAtOnce = 100;

const firstWait = 100;
const longestWait = 5_000;

export async function openNews(options: NewsOptions): Promise<News> {
  const { database, channel, clock, log } = options;
  const waiting = new Set<string>();
  let stopGathering: (() => void) | undefined;
  let stopWaiting: (() => void) | undefined;
  let listener: pg.Client | undefined;
  let closed = false;
  await listen();

  return {
    tell(id) {
      waiting.add(id);
      stopGathering ??= clock.after(gathering, () => void send());
    },
    async close() {
      closed = true;
      stopGathering?.();
      stopWaiting?.();
      await listener?.end();
    },
  };

  async function send(): Promise<void> {
    stopGathering = undefined;
    const ids = [...waiting];
    waiting.clear();
    try {
      for (let from = 0; from < ids.length; from += idsAtOnce) {
        const payload = ids.slice(from, from + idsAtOnce).join(' ');
        await database.run({ name: 'tell-news', text: 'select pg_notify($1, $2)' }, [channel, payload]);
      }
    } catch (error) {
      // The messages themselves are safe; other processes show them at the next look.
      log.warn('news could not be told', { error });
    }
  }

  async function listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: options.listenUrl,
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
      application_name: 'jmo-login-assistant news',
    });
    client.on('error', () => {});
    client.on('notification', ({ payload }) => options.heard((payload ?? '').split(' ').filter(Boolean)));
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    client.once('end', () => void listenAgain(firstWait));
    listener = client;
  }

  function listenAgain(wait: number): void {
    if (closed) return;
    log.warn('the connection that hears news was lost', { milliseconds: wait });
    stopWaiting = clock.after(wait, () => {
      listen().then(options.missed, () => listenAgain(Math.min(2 * wait, longestWait)));
    });
  }
}
