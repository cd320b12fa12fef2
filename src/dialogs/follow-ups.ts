import {
  type FollowUpTopic,
  followUpTimers,
  type OfferedTopic,
  type PlannedFollowUps,
  planFollowUps,
  timerOf,
} from './follow-up-plan.ts';
import type { DialogTurn } from './turn.ts';

/** What "kabari saya" is about from now on, until something else is advised. */
export function rememberTopic(
  { memory }: DialogTurn,
  topic: OfferedTopic | undefined,
  registeredAt?: number,
): void {
  if (topic === undefined) memory.followUp.about = undefined;
  else memory.followUp.about = registeredAt === undefined ? { topic } : { topic, registeredAt };
}

export function hasFollowUps(turn: DialogTurn): boolean {
  return followUpTimers.some(name => turn.hasTimer(name)) || turn.memory.followUp.kept.length > 0;
}

/** An offer is made once a topic, and never to somebody who wants none. */
export function mayOffer(turn: DialogTurn, topic: OfferedTopic): boolean {
  const { unwanted, offered } = turn.memory.followUp;
  // Somebody whose second request waits is not leaving yet.
  const waiting = turn.memory.queued !== undefined;
  return !unwanted && !waiting && !offered.includes(topic) && !hasFollowUps(turn);
}

/** As long as nobody can say when the trouble is over, it is asked about again after a day at the latest. */
export const incidentPatience = 24 * 60 * 60_000;

/** Sets the timers for what the user wishes to be asked about, in place of any of the same cause. */
export function wishFollowUps(
  turn: DialogTurn,
  topic: FollowUpTopic,
  when?: 'soon' | 'tomorrow',
): PlannedFollowUps {
  const { followUp } = turn.memory;
  followUp.unwanted = false;
  const registeredAt = followUp.about?.registeredAt;
  const planned = planFollowUps({ topic, registeredAt, ...(when && { when }) }, turn.now);
  const { incident } = turn;
  for (const { cause, at } of planned) {
    if (cause === 'serverTrouble' && incident)
      turn.setTimer(timerOf(cause), incidentPatience, { incident: incident.id });
    else turn.setTimer(timerOf(cause), at - turn.now);
  }
  return planned;
}

/** Nothing is asked any more: it is solved, or it is not wanted. */
export function dropFollowUps(turn: DialogTurn): void {
  for (const name of followUpTimers) turn.clearTimer(name);
  turn.clearTimer('retry-notice');
  turn.memory.followUp.kept = [];
}

/** "Jangan kabari lagi": not here, and not by way of the account service. */
export async function stopNotices(turn: DialogTurn): Promise<void> {
  dropFollowUps(turn);
  const { followUp } = turn.memory;
  const permission = followUp.notice?.permission;
  followUp.unwanted = true;
  followUp.notice = undefined;
  // Best effort: without the permission nobody can ask for a notice any more.
  if (permission) await turn.accounts.withdrawNotices(permission, turn.effectKey('withdraw-notices'));
}

/** How often, and after how long, the account service is asked again when it could not be reached. */
const mostAttempts = 3;
const pause = 10 * 60_000;

/** Has the registered contact told that there is news in the chat, if its owner permitted it. */
export async function tellOutside(
  turn: DialogTurn,
  { key = turn.effectKey('notice'), attempt = 1 } = {},
): Promise<void> {
  const { followUp } = turn.memory;
  if (!followUp.notice) return;
  const sent = await turn.accounts.sendNotice(followUp.notice.permission, key);
  if (sent.kind === 'notPermitted') followUp.notice = undefined;
  if (sent.kind === 'unreachable' && attempt < mostAttempts)
    turn.setTimer('retry-notice', pause, { key, attempt: attempt + 1 });
}
