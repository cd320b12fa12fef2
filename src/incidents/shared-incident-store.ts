import { createInsistent } from '../insistent.ts';
import type { Log } from '../log.ts';
import type { Database, Statement } from '../storage/postgres/database.ts';
import { type News, newsChannel } from '../storage/postgres/news.ts';
import type { Clock, Random } from '../time-and-chance.ts';
import { incident } from './embedded-incident-store.ts';
import type { Incident, IncidentStore } from './incident-store.ts';

export interface SharedIncidentStore extends IncidentStore {
  /** Reads what goes on. Before that nothing is known to go on, and no watcher is told so. */
  refresh(): Promise<void>;
  /** The same, tried again until it works; the first thing that keeps it from that is logged. */
  look(): Promise<void>;
  close(): void;
}

interface Options {
  readonly database: Database;
  readonly news: News;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

const topic = 'incident';

/** Keeps incidents in the database. A process hears of a change by the news and keeps in memory what goes on. */
export function createSharedIncidentStore({
  database,
  news,
  clock,
  random,
  log,
}: Options): SharedIncidentStore {
  const watchers = new Set<(current: Incident | undefined) => void>();
  let current: Incident | undefined;
  let isKnown = false;
  const { look, stop } = createInsistent(refresh, {
    clock,
    failed: error => log.error('the incident could not be read', { error }),
  });
  news.topic(topic, { heard: () => void look(), missed: () => void look() });

  return {
    current: () => current,
    refresh,
    look,
    close: stop,
    async declare(what) {
      const id = Buffer.from(random.bytes(12)).toString('base64url');
      const declared: Incident = { ...what, id, since: new Date(clock.now()).toISOString() };
      const { symptom, note = null, since } = declared;
      await database.run(declare, [id, symptom, note, since, `${topic} ${id}`]);
      take(await read());
      return declared;
    },
    async end() {
      const ended = await read();
      if (ended) await database.run(end, [new Date(clock.now()), `${topic} ${ended.id}`]);
      take(undefined);
      return ended;
    },
    watch(onChange) {
      watchers.add(onChange);
      if (isKnown) onChange(current);
      return () => watchers.delete(onChange);
    },
  };

  async function refresh(): Promise<void> {
    take(await read());
  }

  async function read(): Promise<Incident | undefined> {
    const [row] = await database.run<IncidentRow>(findCurrent, []);
    if (!row) return undefined;
    const { id, symptom, note, since } = row;
    return incident.parse({ id, symptom, since: since.toISOString(), ...(note !== null && { note }) });
  }

  function take(found: Incident | undefined): void {
    const changed = !isKnown || found?.id !== current?.id;
    current = found;
    isKnown = true;
    if (changed) for (const tell of watchers) tell(found);
  }
}

interface IncidentRow {
  readonly id: string;
  readonly symptom: string;
  readonly note: string | null;
  readonly since: Date;
}

const findCurrent: Statement = {
  name: 'find-current-incident',
  text: 'select id, symptom, note, since from incident where ended_at is null order by since desc, id limit 1',
};

/** The news goes out with the transaction, so that it is told even if this process ends right after. */
const declare: Statement = {
  name: 'declare-incident',
  text: `
with ended as (update incident set ended_at = $4 where ended_at is null),
     declared as (insert into incident (id, symptom, note, since) values ($1, $2, $3, $4))
select pg_notify('${newsChannel}', $5)`,
};

const end: Statement = {
  name: 'end-incident',
  text: `
with ended as (update incident set ended_at = $1 where ended_at is null)
select pg_notify('${newsChannel}', $2)`,
};
