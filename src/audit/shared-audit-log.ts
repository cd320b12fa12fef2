import type { Database, Statement } from '../storage/postgres/database.ts';
import type { Clock } from '../time-and-chance.ts';
import type { AuditEntry, AuditLog } from './audit-log.ts';
import { auditEntry, beforeTheFirst, createChainCheck, follow } from './chain.ts';

/** The database refuses to change or remove what is there (see its migration). */
export function createSharedAuditLog(database: Database, clock: Clock): AuditLog {
  return {
    async append(entry) {
      for (;;) {
        const [row] = await database.run<EntryRow>(findLast, []);
        const next = follow(row ? entryFrom(row) : beforeTheFirst, entry, clock.now());
        const { number, at, actor, action, object, details, previous, hash } = next;
        const values = [number, at, JSON.stringify(actor), action, object, JSON.stringify(details), previous];
        // Another process may have taken the number meanwhile: then this follows its entry.
        if ((await database.run(insert, [...values, hash])).length > 0) return next;
      }
    },
    async page({ limit, before, action, actor }) {
      const values = [before ?? null, action ?? null, actor ?? null, limit];
      return (await database.run<EntryRow>(findPage, values)).map(entryFrom);
    },
    async verify() {
      const check = createChainCheck();
      for (let seen = 0; ; ) {
        const rows = await database.run<EntryRow>(findNext, [seen, atOnce]);
        for (const row of rows) check.take(readable(row));
        seen = Number(rows.at(-1)?.number ?? seen);
        if (rows.length < atOnce) return check.result();
      }
    },
  };
}

const atOnce = 5_000;

interface EntryRow {
  /** bigint comes as text. */
  readonly number: string;
  readonly at: Date;
  readonly [column: string]: unknown;
}

function entryFrom({ number, at, ...rest }: EntryRow): AuditEntry {
  return auditEntry.parse({ ...rest, number: Number(number), at: at.toISOString() });
}

function readable(row: EntryRow): AuditEntry | undefined {
  try {
    return entryFrom(row);
  } catch {
    return undefined;
  }
}

const columns = 'number, at, actor, action, object, details, previous, hash';

const findLast: Statement = {
  name: 'find-last-audit-entry',
  text: `select ${columns} from audit_entry order by number desc limit 1`,
};

const insert: Statement = {
  name: 'insert-audit-entry',
  text: `
insert into audit_entry (${columns}) values ($1, $2, $3::json, $4, $5, $6::json, $7, $8)
on conflict (number) do nothing returning number`,
};

const findPage: Statement = {
  name: 'find-audit-page',
  text: `
select ${columns} from audit_entry
where ($1::bigint is null or number < $1) and ($2::text is null or action = $2)
  and ($3::text is null or actor ->> 'id' = $3)
order by number desc limit $4`,
};

const findNext: Statement = {
  name: 'find-next-audit-entries',
  text: `select ${columns} from audit_entry where number > $1 order by number limit $2`,
};
