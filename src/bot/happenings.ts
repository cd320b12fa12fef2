import type { DialogContext } from 'botbuilder-dialogs';
import type { VerificationEvent } from '../accounts/account-service.ts';
import type { Dialogs } from '../dialogs/create-dialogs.ts';
import { causeOfTimer } from '../dialogs/follow-up-plan.ts';
import type { DialogTurn, TurnEvent } from '../dialogs/turn.ts';
import { eraseByTimer, isOfErasing } from './erase.ts';
import { tellOutsideAgain, wakeFollowUp } from './wake-follow-up.ts';

/** So long what came in between is given before a promise is kept. */
const breath = 60_000;

/** Whoever has been away for so long is asked again when they are back. */
const patience = 30 * 60_000;

/** What a happening may need beside the dialogs. */
export interface Means {
  /** Ends what waits, e.g. a form that was abandoned. */
  readonly leave: () => Promise<unknown>;
}

/** What comes by itself: the talk that waits for it goes on. */
export async function happen(
  dialogs: Dialogs,
  dc: DialogContext,
  turn: DialogTurn,
  means: Means,
): Promise<void> {
  const { event } = turn;
  if (!event) return;
  if (event.kind === 'verification') return hearNews(dialogs, dc, turn, event);
  if (forgets(dialogs, turn, event.name)) return;
  const cause = causeOfTimer(event.name);
  if (cause) return wakeFollowUp({ dc, turn, talks: dialogs.talks, ...means }, cause, event.payload);
  if (event.name === 'retry-notice') return tellOutsideAgain(turn, event.payload);
  if (await dialogs.talks.tell(dc, event)) return;
  else if (event.name === 'retry-account') postponeRetry(dialogs, dc, turn);
}

/** The account service tells how far the owner has come. */
async function hearNews(
  dialogs: Dialogs,
  dc: DialogContext,
  turn: DialogTurn,
  news: Extract<TurnEvent, { kind: 'verification' }>,
): Promise<void> {
  noteVerification(turn, news.event);
  const { verification } = turn.memory;
  const own = verification?.id === news.event.verification;
  // The bot has asked for itself meanwhile.
  if (own && verification.state === 'verified') return;
  if (own && (await dialogs.talks.tell(dc, news))) return;
  if (own && isOver(news.event) && !dc.stack.some(({ id }) => id === 'verify-owner'))
    turn.memory.verification = undefined;
  inform(dialogs, turn, news.event);
}

/** Its code is of no use any more. */
function isOver({ kind }: VerificationEvent): boolean {
  return kind === 'expired' || kind === 'locked';
}

/** Timers whose work is to let go of something; true when it was one of them. */
export function forgets(dialogs: Dialogs, turn: DialogTurn, timer: string): boolean {
  if (timer === 'forget-identity') forgetSealed(turn);
  else if (isOfErasing(timer)) eraseByTimer(dialogs, turn, timer);
  else return false;
  return true;
}

/** A question came in between; as long as the user is here the promise to try again stands. */
function postponeRetry({ talks }: Dialogs, dc: DialogContext, turn: DialogTurn): void {
  const stillHere = turn.now - turn.memory.lastActive < patience;
  if (stillHere && talks.active(dc)?.talk.kind === 'aside') turn.setTimer('retry-account', breath);
}

/** Nothing waits for it any more, but a new password is worth knowing of. */
function inform({ notices }: Dialogs, turn: DialogTurn, { kind }: VerificationEvent): void {
  if (kind === 'passwordChanged') turn.say(notices.laterPasswordChanged());
}

/** The support team sees at once what the account service said, also while the bot is silent. */
export function noteVerification(turn: DialogTurn, { kind }: VerificationEvent): void {
  if (kind === 'verified') turn.note({ ownership: 'proved' });
  if (kind === 'passwordChanged') turn.note({ ownership: 'proved', tried: 'newPassword' });
}

/** Lets go of the numbers that were sealed long enough, and comes back for those that were not. */
function forgetSealed(turn: DialogTurn): void {
  const left: number[] = [];
  for (const { state } of turn.memory.dialogs.dialogStack) {
    const slots = state.slots as Record<string, { sealedUntil?: number }> | undefined;
    for (const [name, { sealedUntil }] of Object.entries(slots ?? {})) {
      if (sealedUntil === undefined) continue;
      if (sealedUntil <= turn.now) delete slots?.[name];
      else left.push(sealedUntil);
    }
  }
  if (left.length > 0) turn.setTimer('forget-identity', Math.min(...left) - turn.now);
}
