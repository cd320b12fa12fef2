import type { Database, Statement } from '../storage/postgres/database.ts';
import { type News, newsChannel } from '../storage/postgres/news.ts';
import type { Clock } from '../time-and-chance.ts';
import { type Label, label } from './label.ts';
import type { LearningStore } from './learning-store.ts';
import { isTraining, type ModelVersion, modelVersion, settled } from './model-version.ts';

interface Options {
  readonly database: Database;
  readonly news: News;
  readonly clock: Clock;
}

const topic = 'model';

/** Labels and models in the database. All processes hear by the news when another version answers. */
export function createSharedLearningStore({ database, news, clock }: Options): LearningStore {
  const watchers = new Set<() => void>();
  const tell = () => {
    for (const hear of watchers) hear();
  };
  news.topic(topic, { heard: tell, missed: tell });

  return {
    async addLabels(added) {
      const rows = added.map(({ by, text, decision }, index) => ({ place: index + 1, by, text, decision }));
      // Nothing comes back when another process has taken the numbers meanwhile.
      for (let done = rows.length === 0; !done; ) {
        const values = [new Date(clock.now()), JSON.stringify(rows)];
        done = await database.run(insertLabels, values).then(
          () => true,
          error => retryTaken(error),
        );
      }
    },
    labels: async () => (await database.run<Row>(findLabels, [])).map(labelFrom),
    versions,
    async begin({ by, labels, contentKey }) {
      const before = await versions();
      if (before.some(isTraining)) return undefined;
      const at = new Date(clock.now());
      const number = (before[0]?.number ?? 0) + 1;
      const state = { kind: 'training', progress: 0, seenAt: at.toISOString() } as const;
      const values = [number, at, JSON.stringify(by), labels, contentKey, JSON.stringify(state)];
      // Of two processes that begin at once one gets the number.
      const begun = await database.run(insertVersion, values);
      return begun.length > 0 ? { number, at: at.toISOString(), by, labels, contentKey, state } : undefined;
    },
    async note(number, state, model) {
      const bytes = model ? Buffer.from(model.bytes) : null;
      await database.run(noteState, [number, JSON.stringify(state), model?.key ?? null, bytes]);
    },
    async model(number) {
      const [row] = await database.run<ModelRow>(findModel, [number]);
      return row && { key: row.model_key, bytes: row.model };
    },
    async active() {
      const [row] = await database.run<{ version: number | null }>(findActive, []);
      return row?.version ?? undefined;
    },
    async activate(number) {
      const values = [number ?? null, new Date(clock.now()), `${topic} ${number ?? 0}`];
      await database.run(activate, values);
    },
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };

  async function versions(): Promise<readonly ModelVersion[]> {
    const rows = await database.run<Row>(findVersions, []);
    return rows.map(row => settled(versionFrom(row), clock.now()));
  }
}

/** 23505: a number that is taken. */
function retryTaken(error: unknown): false {
  if (error instanceof Error && 'code' in error && error.code === '23505') return false;
  throw error;
}

interface Row {
  readonly number: string | number;
  readonly at: Date;
  readonly [column: string]: unknown;
}

interface ModelRow {
  readonly model_key: string;
  readonly model: Buffer;
}

function labelFrom({ number, at, ...rest }: Row): Label {
  return label.parse({ ...rest, number: Number(number), at: at.toISOString() });
}

function versionFrom({ number, at, by, labels, content_key, state }: Row): ModelVersion {
  return modelVersion.parse({
    number: Number(number),
    at: at.toISOString(),
    by,
    labels: Number(labels),
    contentKey: content_key,
    state,
  });
}

const insertLabels: Statement = {
  name: 'insert-labels',
  text: `
insert into label (number, at, by, text, decision)
select coalesce((select max(number) from label), 0) + l.place, $1, l.by, l.text, l.decision
from json_to_recordset($2::json) as l(place integer, by json, text text, decision json)`,
};

const findLabels: Statement = {
  name: 'find-labels',
  text: 'select number, at, by, text, decision from label order by number',
};

const versionColumns = 'number, at, by, labels, content_key, state';

const findVersions: Statement = {
  name: 'find-model-versions',
  text: `select ${versionColumns} from model_version order by number desc`,
};

const insertVersion: Statement = {
  name: 'insert-model-version',
  text: `
insert into model_version (${versionColumns}) values ($1, $2, $3::json, $4, $5, $6::json)
on conflict (number) do nothing returning number`,
};

const noteState: Statement = {
  name: 'note-model-state',
  text: `
update model_version set state = $2::json, model_key = coalesce($3, model_key), model = coalesce($4, model)
where number = $1`,
};

const findModel: Statement = {
  name: 'find-model',
  text: 'select model_key, model from model_version where number = $1 and model is not null',
};

const findActive: Statement = { name: 'find-active-model', text: 'select version from active_model' };

/** The news goes out with the transaction, so that it is told even if this process ends right after. */
const activate: Statement = {
  name: 'activate-model',
  text: `
with chosen as (
  insert into active_model (version, at) values ($1, $2)
  on conflict (one) do update set version = excluded.version, at = excluded.at
)
select pg_notify('${newsChannel}', $3)`,
};
