import type { Database, Statement } from '../storage/postgres/database.ts';
import { ConsoleUser, type KeptUsers } from './users.ts';

/** Console users in the database, known to all processes at once. */
export function createSharedUsers(database: Database): KeptUsers {
  return {
    async find(id) {
      return (await read(findUser, id))?.user;
    },
    async findByEmail(email) {
      return (await read(findUserByEmail, email))?.user;
    },
    async all() {
      return (await database.run<UserRow>(findAllUsers, [])).map(userFrom);
    },
    async insert(user) {
      return (await database.run(insertUser, valuesOf(user))).length > 0 ? 'inserted' : 'emailTaken';
    },
    async change(id, next) {
      for (;;) {
        const before = await read(findUser, id);
        const after = before && next(before.user);
        if (after === undefined || after === before?.user) return before?.user;
        const written = await database.run(updateUser, [...valuesOf(after), before?.version]);
        // Somebody else was faster: `next` has to see what they left.
        if (written.length > 0) return after;
      }
    },
  };

  async function read(statement: Statement, key: string) {
    const [row] = await database.run<UserRow>(statement, [key]);
    return row && { user: userFrom(row), version: row.version };
  }
}

interface UserRow {
  readonly password_hash: string;
  readonly created_at: Date;
  readonly sessions_from: Date | null;
  readonly factor: unknown;
  readonly enrolling: string | null;
  readonly version: number;
  readonly [column: string]: unknown;
}

function userFrom(row: UserRow): ConsoleUser {
  const { password_hash, created_at, sessions_from, factor, enrolling, version: _, ...rest } = row;
  return ConsoleUser.parse({
    ...rest,
    passwordHash: password_hash,
    createdAt: created_at.toISOString(),
    ...(sessions_from && { sessionsFrom: sessions_from.toISOString() }),
    ...(factor !== null && { factor }),
    ...(enrolling !== null && { enrolling }),
  });
}

function valuesOf(user: ConsoleUser): readonly unknown[] {
  const { id, email, name, role, passwordHash, disabled, createdAt, sessionsFrom, factor, enrolling } = user;
  return [
    ...[id, email, name, role, passwordHash, disabled, createdAt, sessionsFrom ?? null],
    factor ? JSON.stringify(factor) : null,
    enrolling ?? null,
  ];
}

const columns =
  'id, email, name, role, password_hash, disabled, created_at, sessions_from, factor, enrolling';

const findUser: Statement = {
  name: 'find-console-user',
  text: `select ${columns}, version from console_user where id = $1`,
};

const findUserByEmail: Statement = {
  name: 'find-console-user-by-email',
  text: `select ${columns}, version from console_user where email = $1`,
};

const findAllUsers: Statement = {
  name: 'find-all-console-users',
  text: `select ${columns}, version from console_user`,
};

const insertUser: Statement = {
  name: 'insert-console-user',
  text: `
insert into console_user (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9::json, $10)
on conflict do nothing returning id`,
};

const updateUser: Statement = {
  name: 'update-console-user',
  text: `
update console_user set email = $2, name = $3, role = $4, password_hash = $5, disabled = $6, created_at = $7,
  sessions_from = $8, factor = $9::json, enrolling = $10, version = version + 1
where id = $1 and version = $11 returning id`,
};
