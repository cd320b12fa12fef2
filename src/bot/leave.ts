import type { DialogContext } from 'botbuilder-dialogs';
import type { DialogTurn } from '../dialogs/turn.ts';

/** Ends what waits. Sealed numbers go with it, and a one-time page that is still open becomes worthless. */
export async function leave(dc: DialogContext, turn: DialogTurn): Promise<void> {
  await abandonVerification(dc, turn);
  await dc.cancelAllDialogs();
  turn.memory.queued = undefined;
  turn.clearTimer('forget-identity');
}

export async function abandonVerification(dc: DialogContext, turn: DialogTurn): Promise<void> {
  const { verification } = turn.memory;
  const waiting = dc.stack.some(({ id }) => id === 'verify-owner');
  turn.clearTimer('verification-silent');
  turn.clearTimer('retry-account');
  if (waiting && verification?.state === 'pending') {
    turn.memory.verification = undefined;
    // Best effort: a page that could not be cancelled expires by itself within minutes.
    await turn.accounts.cancel(verification.id, turn.effectKey('cancel-verification'));
  }
}
