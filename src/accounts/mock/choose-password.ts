import { hashPassword } from '../../scrypt.ts';
import { tell } from './events.ts';
import type { Institution } from './institution.ts';
import { findVerification, hasExpired } from './lifetimes.ts';
import { passwordChangedMessage } from './messages.ts';
import { checkPassword, type PasswordCheck } from './password-rules.ts';
import { contactOf, post } from './post.ts';
import { sameText } from './secrets.ts';
import type { SeedAccount } from './seed.ts';
import type { State, Verification } from './state.ts';

export type PasswordChoice =
  | { readonly kind: 'changed' }
  | Extract<PasswordCheck, { kind: 'refused' }>
  /** Not proved, proved by another browser, too late, or done already: the page says which. */
  | { readonly kind: 'over' };

/** Whether this browser's proof still allows a new password, as things stand in `state`. */
export function mayChoosePassword(
  { store, secrets, clock }: Institution,
  id: string,
  browser: string | undefined,
  state: Readonly<State> = store.read(),
): boolean {
  const verification = findVerification(state, id);
  return (
    verification?.status === 'verified' &&
    verification.purpose === 'new-password' &&
    !hasExpired(verification, clock.now()) &&
    isSameBrowser(secrets, verification, browser)
  );
}

export function isSameBrowser(
  secrets: Institution['secrets'],
  { id, browserHash }: Verification,
  browser: string | undefined,
): boolean {
  return (
    browser !== undefined &&
    browserHash !== null &&
    sameText(browserHash, secrets.hash('browser', id, browser))
  );
}

/** Sets the new password, lifts the lock, ends other sessions and proofs, tells both old contacts; logs nobody in. */
export async function choosePassword(
  institution: Institution,
  id: string,
  browser: string | undefined,
  typed: { readonly password: string; readonly again: string },
): Promise<PasswordChoice> {
  const { store, random } = institution;
  const member = memberOf(institution, id);
  if (!member || !mayChoosePassword(institution, id, browser)) return { kind: 'over' };
  const check = checkPassword(typed.password, typed.again, member);
  if (check.kind === 'refused') return check;
  const passwordHash = await hashPassword(typed.password, random);
  return store.transact((draft): PasswordChoice => {
    // Hashing takes a while: by now the form may have been sent twice, or the chat cancelled.
    const verification = findVerification(draft, id);
    const account = draft.accounts[member.id];
    if (!verification || !account || !mayChoosePassword(institution, id, browser, draft))
      return { kind: 'over' };
    verification.status = 'passwordChanged';
    account.passwordHash = passwordHash;
    account.lockedUntil = null;
    account.activeOnOtherDevice = false;
    endOtherProofs(institution, draft, verification);
    notify(institution, draft, member);
    tell(draft, verification, { kind: 'passwordChanged' }, institution);
    return { kind: 'changed' };
  });
}

function memberOf({ store, members }: Institution, id: string): SeedAccount | undefined {
  const account = findVerification(store.read(), id)?.account;
  return members.find(member => member.id === account);
}

function endOtherProofs(institution: Institution, draft: State, changed: Verification): void {
  for (const other of Object.values(draft.verifications)) {
    const live = other.status === 'open' || other.status === 'verified';
    if (other.account !== changed.account || other.id === changed.id || !live) continue;
    other.status = 'expired';
    other.codeHash = null;
    tell(draft, other, { kind: 'expired' }, institution);
  }
}

function notify(institution: Institution, draft: State, member: SeedAccount): void {
  for (const via of ['sms', 'email'] as const) {
    const contact = contactOf(member, via);
    if (contact) post(institution, draft, contact, passwordChangedMessage);
  }
}
