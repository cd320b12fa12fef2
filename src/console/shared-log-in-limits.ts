import { createHmac } from 'node:crypto';
import type { Database, Statement } from '../storage/postgres/database.ts';
import type { Clock } from '../time-and-chance.ts';
import { defaultLogInLimits, type LogInLimitSizes, type LogInLimits, tooManyTries } from './log-in-limits.ts';

interface Options {
  readonly database: Database;
  /** The same in all processes: addresses are there as HMACs only. */
  readonly key: string;
  readonly clock: Clock;
  readonly sizes?: LogInLimitSizes | undefined;
}

/** Tries are counted for all processes together: more processes must not mean more guesses. */
export function createSharedLogInLimits({
  database,
  key,
  clock,
  sizes: { perAddress, perEmail, seconds } = defaultLogInLimits,
}: Options): LogInLimits {
  return {
    tryAddress: address => spend(nameOf('address', address), perAddress),
    tryEmail: email => spend(nameOf('email', email), perEmail),
    async forgive(address, email) {
      await database.run(forgive, [nameOf('address', address), nameOf('email', email)]);
    },
  };

  async function spend(name: string, most: number): Promise<void> {
    const now = clock.now();
    const values = [name, new Date(now), new Date(now + seconds * 1_000)];
    const [tries] = await database.run<TriesRow>(count, values);
    if (tries && tries.count > most) throw tooManyTries(tries.until.getTime() - now);
  }

  function nameOf(kind: 'address' | 'email', what: string): string {
    return createHmac('sha256', key).update(`console log-in ${kind} ${what}`).digest('base64url');
  }
}

interface TriesRow {
  readonly count: number;
  readonly until: Date;
}

const count: Statement = {
  name: 'count-attempt',
  text: `
insert into attempt as a (key, count, until) values ($1, 1, $3)
on conflict (key) do update set
  count = case when a.until <= $2 then 1 else a.count + 1 end,
  until = case when a.until <= $2 then excluded.until else a.until end
returning count, until`,
};

/** The right password: its own try does not count, and those for the e-mail address begin anew. */
const forgive: Statement = {
  name: 'forgive-attempt',
  text: `
with one as (update attempt set count = count - 1 where key = $1 and count > 0)
delete from attempt where key = $2`,
};
