import type { VerificationEvent } from '../account-service.ts';
import type { Institution } from './institution.ts';
import type { State, Verification } from './state.ts';

type Happening =
  | { readonly kind: 'wrongCode'; readonly triesLeft: number }
  | { readonly kind: Exclude<VerificationEvent['kind'], 'wrongCode'> };

/** Puts an event into the outbox, in the same commit as the change it tells of. */
export function tell(
  draft: State,
  { conversation, id: verification }: Verification,
  happening: Happening,
  { clock, secrets }: Pick<Institution, 'clock' | 'secrets'>,
): void {
  const now = clock.now();
  draft.outbox.push({
    event: { id: secrets.newId(), conversation, verification, at: new Date(now).toISOString(), ...happening },
    attempts: 0,
    nextAt: now,
    createdAt: now,
  });
}
