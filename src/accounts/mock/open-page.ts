import { tell } from './events.ts';
import type { Institution } from './institution.ts';
import { findVerification, hasExpired } from './lifetimes.ts';

/** Notes that the owner's page was opened, the first time only. */
export async function notePageOpened(institution: Institution, id: string): Promise<void> {
  if (!isUnopened(institution, id)) return;
  await institution.store.transact(draft => {
    const verification = findVerification(draft, id);
    if (!verification || !isUnopened(institution, id)) return;
    verification.pageOpenedAt = institution.clock.now();
    tell(draft, verification, { kind: 'pageOpened' }, institution);
  });
}

function isUnopened({ store, clock }: Institution, id: string): boolean {
  const verification = findVerification(store.read(), id);
  return (
    verification?.status === 'open' &&
    verification.pageOpenedAt === null &&
    !hasExpired(verification, clock.now())
  );
}
