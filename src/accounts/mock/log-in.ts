import { passwordMatches } from '../../scrypt.ts';
import { isLocked } from './account-status.ts';
import type { Institution } from './institution.ts';

/** Whether the app would let somebody in: only active, unlocked members with the right e-mail and password. */
export async function canLogIn(
  { members, store, clock }: Institution,
  login: string,
  password: string,
): Promise<boolean> {
  const member = members.find(candidate => candidate.login?.toLowerCase() === login.toLowerCase());
  const account = member && store.read().accounts[member.id];
  if (!account || !(await passwordMatches(password, account.passwordHash))) return false;
  return member.membership === 'active' && !isLocked(account, clock.now());
}
