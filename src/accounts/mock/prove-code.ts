import { tell } from './events.ts';
import type { Institution } from './institution.ts';
import { findVerification, hasExpired, proofLifetime } from './lifetimes.ts';
import { sameText } from './secrets.ts';
import type { State, Verification } from './state.ts';

export type Proof =
  /** `browser` goes into a cookie: only the browser that proved control may choose the password. */
  | { readonly kind: 'proved'; readonly browser: string }
  | { readonly kind: 'wrongCode'; readonly triesLeft: number }
  /** Expired, locked, used, cancelled or unknown: the page says which. */
  | { readonly kind: 'over' };

/** Checks a typed code. One try at a time, so that many requests at once are not many tries. */
export function proveCode(institution: Institution, id: string, code: string): Promise<Proof> {
  const { store, secrets, clock } = institution;
  return store.transact((draft): Proof => {
    const verification = findVerification(draft, id);
    if (verification?.status !== 'open' || hasExpired(verification, clock.now())) return { kind: 'over' };
    const { codeHash } = verification;
    const right = codeHash !== null && sameText(codeHash, secrets.hash('code', id, code));
    return right && verification.account !== null
      ? accept(institution, draft, verification)
      : refuse(institution, draft, verification);
  });
}

function accept(institution: Institution, draft: State, verification: Verification): Proof {
  const now = institution.clock.now();
  const browser = institution.secrets.newId();
  verification.status = 'verified';
  verification.provedAt = now;
  verification.expiresAt = now + proofLifetime;
  verification.codeHash = null;
  verification.browserHash = institution.secrets.hash('browser', verification.id, browser);
  tell(draft, verification, { kind: 'verified' }, institution);
  return { kind: 'proved', browser };
}

function refuse(institution: Institution, draft: State, verification: Verification): Proof {
  verification.triesLeft -= 1;
  if (verification.triesLeft > 0) {
    const { triesLeft } = verification;
    tell(draft, verification, { kind: 'wrongCode', triesLeft }, institution);
    return { kind: 'wrongCode', triesLeft };
  }
  verification.status = 'locked';
  verification.codeHash = null;
  tell(draft, verification, { kind: 'locked' }, institution);
  return { kind: 'over' };
}
