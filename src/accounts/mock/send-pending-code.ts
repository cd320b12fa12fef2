import type { CodeRoute } from '../account-service.ts';
import type { Institution } from './institution.ts';
import { findVerification, hasExpired } from './lifetimes.ts';
import { codeMessage } from './messages.ts';
import { contactOf, post } from './post.ts';
import type { SeedAccount } from './seed.ts';
import type { State, Verification } from './state.ts';

/**
 * Looks the member up and sends the code: after the answer went out, and again at the next start if a crash came between.
 * Unknown members get a code as well, which is hashed, kept and sent to nobody.
 */
export async function sendPendingCode(institution: Institution, id: string): Promise<void> {
  const { store, secrets, clock } = institution;
  const pending = findVerification(store.read(), id);
  if (!pending?.sending) return;
  await store.transact(draft => {
    const verification = findVerification(draft, id);
    if (!verification?.sending) return;
    const member = lookUp(institution, verification);
    verification.account = member?.id ?? null;
    verification.lookUp = null;
    verification.sending = false;
    if (verification.status !== 'open' || hasExpired(verification, clock.now())) return;
    const code = secrets.newCode();
    const sent = member !== undefined && sendCode(institution, draft, member, verification.by, code);
    // A code that went to nobody must not open the page even by a lucky guess.
    verification.codeHash = secrets.hash('code', id, sent ? code : secrets.newId());
  });
}

/** At the start: whatever a crash left unsent. */
export async function sendAllPendingCodes(institution: Institution): Promise<void> {
  const waiting = Object.values(institution.store.read().verifications).filter(({ sending }) => sending);
  for (const { id } of waiting) await sendPendingCode(institution, id);
}

function lookUp({ members }: Institution, { lookUp: typed, account }: Verification): SeedAccount | undefined {
  if (typed === null) return members.find(member => member.id === account);
  return members.find(member => member.nik === typed.nik && member.kpj === typed.kpj);
}

/** True when there is a contact to send to; whether it arrives is another matter. */
function sendCode(
  institution: Institution,
  draft: State,
  member: SeedAccount,
  by: CodeRoute,
  code: string,
): boolean {
  const contact = contactOf(member, by);
  if (!contact) return false;
  post(institution, draft, contact, codeMessage(by, code), code);
  return true;
}
