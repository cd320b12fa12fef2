import type { DialogContext } from 'botbuilder-dialogs';
import type { DialogTurn } from '../dialogs/turn.ts';

/** What the talk that comes next may tell of: the one-time page was open, and is worthless now. */
interface Left {
  readonly pageClosed?: true;
}

/** Ends what waits. Sealed numbers go with it, and so does a one-time page that is still open. */
export async function leave(dc: DialogContext, turn: DialogTurn): Promise<Left> {
  const pageClosed = await abandonVerification(dc, turn);
  await dc.cancelAllDialogs();
  turn.memory.queued = undefined;
  turn.clearTimer('forget-identity');
  return pageClosed ? { pageClosed } : {};
}

/** True when a one-time page was open and is closed for certain. */
export async function abandonVerification(dc: DialogContext, turn: DialogTurn): Promise<boolean> {
  const { verification } = turn.memory;
  const waiting = dc.stack.some(({ id }) => id === 'verify-owner');
  turn.clearTimer('verification-silent');
  turn.clearTimer('retry-account');
  if (!waiting || verification?.state !== 'pending') return false;
  turn.memory.verification = undefined;
  // Best effort: a page that could not be cancelled expires by itself within minutes.
  const { kind } = await turn.accounts.cancel(verification.id, turn.effectKey('cancel-verification'));
  return kind !== 'unreachable';
}
