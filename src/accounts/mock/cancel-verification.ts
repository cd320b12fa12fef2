import type { Institution } from './institution.ts';
import { findVerification } from './lifetimes.ts';
import { type OnceAnswer, once } from './once.ts';

/** Makes page, code and proof worthless; a password that was changed stays changed. */
export function cancelVerification(institution: Institution, id: string, key: string): Promise<OnceAnswer> {
  return once(institution, key, ['cancel', id], draft => {
    const verification = findVerification(draft, id);
    if (!verification) return { kind: 'notFound' };
    verification.status = 'cancelled';
    verification.codeHash = null;
    verification.lookUp = null;
    verification.sending = false;
    return { kind: 'cancelled' };
  });
}
