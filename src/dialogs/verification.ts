import { forgetRetries } from './account-retry.ts';
import type { Memory } from './memory.ts';
import { finish, type Move, type Step } from './steps.ts';
import type { DialogTurn } from './turn.ts';

export type Verification = NonNullable<Memory['verification']>;

/** The bot asks by itself when it has heard nothing for so long: a mistyped NIK must not wait for ever. */
export const silenceBeforeAsking = 90_000;

/** One proof of control serves diagnosis and reset for so long. */
export const proofLasts = 10 * 60_000;

/** The verification that is under way or was the last one. Throws when there is none: a mistake of ours. */
export function verificationOf({ memory }: DialogTurn): Verification {
  if (!memory.verification) throw new Error('No verification was started in this conversation');
  return memory.verification;
}

/** The proof of control, while the account may be spoken of. */
export function freshProof({ memory: { verification }, now }: DialogTurn): Verification | undefined {
  return verification?.state === 'verified' && verification.until > now ? verification : undefined;
}

export function startWaiting(
  { turn }: Step,
  { minutes, ...verification }: Omit<Verification, 'state' | 'until'> & { minutes: number },
): void {
  turn.memory.verification = { ...verification, state: 'pending', until: turn.now + minutes * 60_000 };
  turn.setTimer('verification-silent', silenceBeforeAsking);
  turn.note({ tried: 'code', ownership: 'pending' });
}

export function minutesLeft(turn: DialogTurn): number {
  return Math.max(1, Math.ceil((verificationOf(turn).until - turn.now) / 60_000));
}

export function proved({ turn }: Step, result: 'verified' | 'passwordChanged'): Move {
  turn.memory.verification = { ...verificationOf(turn), state: 'verified', until: turn.now + proofLasts };
  turn.clearTimer('verification-silent');
  if (result === 'passwordChanged') turn.memory.onBehalf = undefined;
  turn.note({ ownership: 'proved', ...(result === 'passwordChanged' && { tried: 'newPassword' }) });
  turn.clearTimer('retry-account');
  return finish(result);
}

export function forgetVerification(step: Step): void {
  const { turn } = step;
  turn.memory.verification = undefined;
  turn.clearTimer('verification-silent');
  forgetRetries(step);
  step.clear('resendBy');
}

/** The code has gone, or may still go, where its owner cannot reach it: nobody shall use it. */
export async function withdrawCode(step: Step): Promise<void> {
  const { turn } = step;
  // Best effort: a page that could not be cancelled expires by itself within minutes.
  await turn.accounts.cancel(verificationOf(turn).id, turn.effectKey('cancel-verification'));
  forgetVerification(step);
}
