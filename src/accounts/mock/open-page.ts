import { tell } from './events.ts';
import type { Institution } from './institution.ts';
import { findVerification, hasExpired } from './lifetimes.ts';
import type { State } from './state.ts';

/** Notes that the owner's page was opened, the first time only. */
export async function notePageOpened(institution: Institution, id: string): Promise<void> {
  if (!isUnopened(institution, institution.store.read(), id)) return;
  await institution.store.transact(draft => {
    const verification = findVerification(draft, id);
    if (!verification || !isUnopened(institution, draft, id)) return;
    verification.pageOpenedAt = institution.clock.now();
    tell(draft, verification, { kind: 'pageOpened' }, institution);
  });
}

function isUnopened({ clock }: Institution, state: Readonly<State>, id: string): boolean {
  const verification = findVerification(state, id);
  return (
    verification?.status === 'open' &&
    verification.pageOpenedAt === null &&
    !hasExpired(verification, clock.now())
  );
}
