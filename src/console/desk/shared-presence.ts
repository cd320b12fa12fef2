import type { Database, Statement } from '../../storage/postgres/database.ts';
import type { Clock } from '../../time-and-chance.ts';
import { type Presence, staysFor, typesFor } from './presence.ts';

interface Row {
  readonly user_id: string;
  readonly name: string;
  readonly typing: boolean;
}

/** Of all processes on one database. Rows that are over are removed with everything else that is (housekeeping). */
export function createSharedPresence(database: Database, clock: Clock): Presence {
  return {
    async note(conversation, { id, name }, typing) {
      const now = new Date(clock.now());
      await database.run(note, [conversation, id, name, now, typing ? now : null]);
    },
    async others(conversation, self) {
      const now = clock.now();
      const values = [conversation, self, new Date(now - staysFor), new Date(now - typesFor)];
      const rows = await database.run<Row>(others, values);
      return rows
        .map(({ user_id, name, typing }) => ({ id: user_id, name, typing }))
        .sort((a, b) => a.name.localeCompare(b.name, 'id'));
    },
  };
}

const note: Statement = {
  name: 'note-presence',
  text: `
insert into presence (conversation_id, user_id, name, seen_at, typed_at) values ($1, $2, $3, $4, $5)
on conflict (conversation_id, user_id) do update
set name = excluded.name, seen_at = excluded.seen_at, typed_at = excluded.typed_at`,
};

const others: Statement = {
  name: 'others-present',
  text: `
select user_id, name, coalesce(typed_at > $4, false) as typing from presence
where conversation_id = $1 and user_id <> $2 and seen_at > $3`,
};
