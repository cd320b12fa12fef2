import type { Database, Statement } from '../storage/postgres/database.ts';
import { ConsoleUser, type KeptUsers } from './users.ts';

/** Console users in the database, known to all processes at once. */
export function createSharedUsers(database: Database): KeptUsers {
  return {
    async find(id) {
      return userFrom((await database.run<UserRow>(findUser, [id]))[0]);
    },
    async findByEmail(email) {
      return userFrom((await database.run<UserRow>(findUserByEmail, [email]))[0]);
    },
    async insert({ id, email, name, role, passwordHash, disabled, createdAt }) {
      const values = [id, email, name, role, passwordHash, disabled, createdAt];
      return (await database.run(insertUser, values)).length > 0 ? 'inserted' : 'emailTaken';
    },
  };
}

interface UserRow {
  readonly password_hash: string;
  readonly created_at: Date;
  readonly [column: string]: unknown;
}

function userFrom(row: UserRow | undefined): ConsoleUser | undefined {
  if (!row) return undefined;
  const { password_hash, created_at, ...rest } = row;
  return ConsoleUser.parse({ ...rest, passwordHash: password_hash, createdAt: created_at.toISOString() });
}

const columns = 'id, email, name, role, password_hash, disabled, created_at';

const findUser: Statement = {
  name: 'find-console-user',
  text: `select ${columns} from console_user where id = $1`,
};

const findUserByEmail: Statement = {
  name: 'find-console-user-by-email',
  text: `select ${columns} from console_user where email = $1`,
};

const insertUser: Statement = {
  name: 'insert-console-user',
  text: `
insert into console_user (${columns}) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
};
