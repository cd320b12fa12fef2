import { VerificationId } from '../../ids.ts';
import type { VerificationRequest } from '../account-service.ts';
import type { Institution } from './institution.ts';
import { codeExpiry, codeMinutes, tries } from './lifetimes.ts';
import { type OnceAnswer, once } from './once.ts';
import { allowsCode, countCode } from './send-limits.ts';

/**
 * Accepts a well-formed request. Nothing here looks at the accounts, so known and unknown members cannot be told apart by
 * the answer, its time or the limits; `sendPendingCode` looks up after the answer went out.
 */
export function startVerification(
  institution: Institution,
  { nik, kpj, by, purpose, conversation }: VerificationRequest,
  key: string,
): Promise<OnceAnswer> {
  const { secrets, clock } = institution;
  return once(institution, key, ['start', nik, kpj, by, purpose, conversation], draft => {
    const now = clock.now();
    const nikHash = secrets.hash('nik', nik);
    const counter = secrets.hash('sends', nikHash, by);
    const allowance = allowsCode(draft.sends, counter, now);
    if (allowance.kind !== 'allowed') return allowance;
    countCode(draft.sends, counter, now);
    const id = VerificationId.parse(secrets.newId());
    draft.verifications[id] = {
      id,
      conversation,
      purpose,
      by,
      status: 'open',
      createdAt: now,
      pageOpenedAt: null,
      expiresAt: codeExpiry(by, now),
      nikHash,
      lookUp: { nik, kpj },
      account: null,
      sending: true,
      codeHash: null,
      triesLeft: tries,
      provedAt: null,
      browserHash: null,
    };
    return { kind: 'started', verification: id, minutes: codeMinutes[by] };
  });
}
