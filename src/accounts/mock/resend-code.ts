import type { CodeRoute } from '../account-service.ts';
import type { Institution } from './institution.ts';
import { codeExpiry, codeMinutes, findVerification, progressOf } from './lifetimes.ts';
import { type OnceAnswer, once } from './once.ts';
import { allowsResend, countCode } from './send-limits.ts';

/** Voids the code that is out and asks for another, by the same or the other route. The tries are not given back. */
export function resendCode(
  institution: Institution,
  id: string,
  by: CodeRoute,
  key: string,
): Promise<OnceAnswer> {
  const { secrets, clock } = institution;
  return once(institution, key, ['resend', id, by], draft => {
    const now = clock.now();
    const verification = findVerification(draft, id);
    if (!verification) return { kind: 'notFound' };
    const progress = progressOf(verification, now);
    if (progress !== 'waiting' && progress !== 'pageOpened') return { kind: 'over' };
    const counter = secrets.hash('sends', verification.nikHash, by);
    const allowance = allowsResend(draft.sends, counter, now);
    if (allowance.kind !== 'allowed') return allowance;
    countCode(draft.sends, counter, now);
    verification.by = by;
    verification.codeHash = null;
    verification.sending = true;
    verification.expiresAt = codeExpiry(by, now);
    return { kind: 'sent', minutes: codeMinutes[by] };
  });
}
