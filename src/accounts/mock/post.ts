import type { CodeRoute } from '../account-service.ts';
import type { Institution } from './institution.ts';
import type { SeedAccount } from './seed.ts';
import type { State } from './state.ts';

export interface Contact {
  readonly via: CodeRoute;
  readonly to: string;
  readonly reachable: boolean;
}

/** Undefined when the member never gave one. */
export function contactOf(member: SeedAccount, via: CodeRoute): Contact | undefined {
  if (via === 'sms') return { via, to: member.phone, reachable: member.phoneReachable };
  if (member.email === null) return undefined;
  return { via, to: member.email, reachable: member.emailReachable };
}

/** "Sends" a message: in development into the inbox page, elsewhere nowhere. Dead contacts swallow it without a word. */
export function post(
  { development, clock }: Pick<Institution, 'development' | 'clock'>,
  draft: State,
  { via, to, reachable }: Contact,
  text: string,
  code: string | null = null,
): void {
  if (!development || !reachable) return;
  draft.inbox.push({ at: new Date(clock.now()).toISOString(), via, to, text, code });
}
