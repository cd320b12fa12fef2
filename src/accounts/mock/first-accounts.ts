import { hashPassword } from '../../scrypt.ts';
import type { Clock, Random } from '../../time-and-chance.ts';

import type { SeedAccount } from './seed.ts';
import type { AccountState } from './state.ts';

/** The seed's passwords stand in the repository for all to read: a high price would only slow the first start. */
const publishedPasswordCost = 10;

const minute = 60_000;
const day = 24 * 60 * minute;

/** What changes about the seed's accounts; "3 days ago" and "locked for 30 minutes" count from the first start. */
export async function firstAccounts(
  members: readonly SeedAccount[],
  clock: Clock,
  random: Random,
): Promise<Record<string, AccountState>> {
  const now = clock.now();
  const entries = members.map(async (member): Promise<[string, AccountState]> => {
    const { id, password, lockedMinutes, registeredDaysAgo = 0, activeOnOtherDevice } = member;
    const account = {
      passwordHash: await hashPassword(password, random, publishedPasswordCost),
      lockedUntil: lockedMinutes === undefined ? null : now + lockedMinutes * minute,
      registeredAt: now - registeredDaysAgo * day,
      activeOnOtherDevice,
    };
    return [id, account];
  });
  return Object.fromEntries(await Promise.all(entries));
}
