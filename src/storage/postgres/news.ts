import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { Database } from './database.ts';
import { besideDatabaseTime } from './time-budget.ts';

/** Tells all processes on one database which things have changed: names only, never what is in them. */
export interface News {
  /**
   * `about` is one word. What is told reaches every process, this one too, soon after; ids told in a moment of silence of
   * the database are told later.
   */
  topic(about: string, listener: Listener): Topic;
  /** Answers when this process hears, or when it could not be brought about at once; then it goes on trying. */
  listen(): Promise<void>;
  close(): Promise<void>;
}

export interface Topic {
  /** An id without spaces, at most 80 bytes long. */
  tell(id: string): void;
}

interface Listener {
  readonly heard: (ids: readonly string[]) => void;
  /** The connection was away for a while: whatever was told meanwhile has to be looked up. */
  readonly missed: () => void;
}

export interface NewsOptions {
  readonly database: Database;
  /** A direct connection: LISTEN does not work through a transaction pooler. */
  readonly listenUrl: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** In milliseconds. One notification for all commits of a moment: each one takes a lock that all of the cluster share. */
const gathering = 15;
const tellAgain = 1_000;

/** PostgreSQL's limit of a payload is 8,000 bytes. */
const idsAtOnce = 90;

/** After a long silence whoever missed it looks things up anyway. */
const mostWaiting = 10_000;

const firstWait = 100;
const longestWait = 5_000;

/** A cut cable is only noticed by asking. */
const askEvery = 3_000;
const patience = 2_000;

/** The name that all topics share in the database; a payload is a topic and ids, with spaces between. */
export const newsChannel = 'jmo_news';

export function createNews({ database, listenUrl, clock, log }: NewsOptions): News {
  const listeners = new Map<string, Listener>();
  const waiting = new Map<string, Set<string>>();
  let stopGathering: (() => void) | undefined;
  let stopWaiting: (() => void) | undefined;
  let stopAsking: (() => void) | undefined;
  let connection: pg.Client | undefined;
  let closed = false;

  return {
    topic(about, listener) {
      listeners.set(about, listener);
      return { tell: id => tell(about, [id], gathering) };
    },
    listen: () => connect(false),
    async close() {
      closed = true;
      stopWaiting?.();
      stopAsking?.();
      if (stopGathering) {
        stopGathering();
        await Promise.race([send(), pause(patience, undefined, { ref: false })]);
      }
      // A server that fell silent does not say goodbye either.
      await Promise.race([connection?.end(), pause(patience, undefined, { ref: false })]);
    },
  };

  function tell(about: string, ids: readonly string[], wait: number): void {
    const others = waiting.get(about) ?? new Set();
    for (const id of ids) if (others.size < mostWaiting) others.add(id);
    waiting.set(about, others);
    // Whoever happens to be the first of a moment must not decide how long the news of all may take.
    stopGathering ??= besideDatabaseTime(() => clock.after(wait, () => void send()));
  }

  async function send(): Promise<void> {
    stopGathering = undefined;
    const told = [...waiting].map(([about, ids]) => [about, [...ids]] as const);
    waiting.clear();
    for (const [about, ids] of told) {
      await notify(about, ids).catch(error => {
        if (closed) return;
        log.warn('news could not be told', { error, count: ids.length });
        tell(about, ids, tellAgain);
      });
    }
  }

  async function notify(about: string, ids: readonly string[]): Promise<void> {
    for (let from = 0; from < ids.length; from += idsAtOnce) {
      const payload = [about, ...ids.slice(from, from + idsAtOnce)].join(' ');
      await database.run({ name: 'tell-news', text: 'select pg_notify($1, $2)' }, [newsChannel, payload]);
    }
  }

  async function connect(again: boolean, wait = firstWait): Promise<void> {
    const client = new pg.Client({
      connectionString: listenUrl,
      keepAlive: true,
      connectionTimeoutMillis: patience,
      query_timeout: patience,
      application_name: 'jmo-login-assistant news',
    });
    client.on('error', () => {});
    client.on('notification', ({ payload }) => hear(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${newsChannel}`);
    } catch {
      void client.end();
      connectLater(wait);
      return;
    }
    connection = client;
    client.once('end', () => connectLater(firstWait));
    askLater(client);
    if (again) for (const { missed } of listeners.values()) missed();
  }

  function connectLater(wait: number): void {
    connection = undefined;
    stopAsking?.();
    if (closed) return;
    log.warn('the connection that hears news was lost', { milliseconds: wait });
    stopWaiting = clock.after(wait, () => void connect(true, Math.min(2 * wait, longestWait)));
  }

  function askLater(client: pg.Client): void {
    stopAsking = clock.after(askEvery, () => {
      client.query('select 1').then(
        () => client === connection && askLater(client),
        () => void client.end(),
      );
    });
  }

  function hear(payload: string): void {
    const [about = '', ...ids] = payload.split(' ').filter(Boolean);
    listeners.get(about)?.heard(ids);
  }
}
