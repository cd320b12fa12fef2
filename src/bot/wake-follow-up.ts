import type { DialogContext } from 'botbuilder-dialogs';
import { z } from 'zod';
import type { JsonObject } from '../conversations/conversation-store.ts';
import { type FollowUpCause, inDaytime, timerOf } from '../dialogs/follow-up-plan.ts';
import { incidentPatience, tellOutside } from '../dialogs/follow-ups.ts';
import type { TalkSet } from '../dialogs/kit.ts';
import { canSpeakFirst } from '../dialogs/speak-first.ts';
import type { DialogTurn } from '../dialogs/turn.ts';

interface Asking {
  readonly dc: DialogContext;
  readonly turn: DialogTurn;
  readonly talks: TalkSet;
  /** Ends what waits, e.g. a form that was abandoned. */
  readonly leave: () => Promise<unknown>;
}

/** Whoever wrote so lately with a question open is in the middle of something. */
const concentration = 30 * 60_000;

/** So long after their last word nobody expects to be asked something new. */
const breath = 2 * 60_000;

/** Whoever wrote so lately is awake, and may be told at night what they wait for. */
const wakefulness = 60 * 60_000;

/** A follow-up is due: asks, waits for a better moment, or keeps it for the next contact. */
export async function wakeFollowUp(
  { dc, turn, talks, leave }: Asking,
  cause: FollowUpCause,
  payload: JsonObject = {},
): Promise<void> {
  const { memory, now, channel, incident } = turn;
  if (memory.followUp.unwanted) return;
  // Nobody is asked whether it works while it is known not to; the end of the incident makes this due at once.
  if (incident && cause === 'serverTrouble') {
    turn.setTimer(timerOf(cause), incidentPatience, { incident: incident.id });
    return;
  }
  const later = withoutIncident(payload);
  const busyFor = (talks.active(dc) ? concentration : breath) - (now - memory.lastActive);
  if (busyFor > 0) {
    turn.setTimer(timerOf(cause), busyFor, later);
    return;
  }
  // Due at night: an incident that ended hastens it, a pause put it off, or the process was down.
  const night = inDaytime(now) - now;
  if (night > 0 && now - memory.lastActive >= wakefulness) {
    turn.setTimer(timerOf(cause), night, later);
    return;
  }
  if (!canSpeakFirst(channel, memory.lastActive, now)) {
    memory.followUp.kept = [...memory.followUp.kept.filter(other => other !== cause), cause];
    return;
  }
  await leave();
  if (now - memory.lastActive >= concentration) await tellOutside(turn);
  await dc.beginDialog('follow-up', { cause, incidentOver: later.incidentOver === true });
}

/** The incident that it waited for is over: what is put off now waits for its time alone, and is not hastened by that end again. */
function withoutIncident({ incident, ...payload }: JsonObject): JsonObject {
  return incident === undefined ? payload : { ...payload, incidentOver: true };
}

/** The user is here and nothing is open: what could not be said on its own day is asked now. */
export async function askWhatWasKept({
  dc,
  turn,
  talks,
}: Pick<Asking, 'dc' | 'turn' | 'talks'>): Promise<void> {
  const [cause, ...rest] = turn.memory.followUp.kept;
  if (cause === undefined || talks.active(dc)) return;
  turn.memory.followUp.kept = rest;
  await dc.beginDialog('follow-up', { cause });
}

/** The account service could not be reached when there was news: once more, with the same key. */
export async function tellOutsideAgain(turn: DialogTurn, payload: JsonObject = {}): Promise<void> {
  const again = RetryNotice.safeParse(payload);
  if (again.success) await tellOutside(turn, again.data);
}

const RetryNotice = z.object({ key: z.string(), attempt: z.number().int() });
