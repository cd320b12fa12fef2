import type { DialogContext } from 'botbuilder-dialogs';
import { verificationEvent } from '../accounts/verification-event.ts';
import type { Agent } from '../conversations/case-notes.ts';
import type { Dialogs } from '../dialogs/create-dialogs.ts';
import { bindTurn } from '../dialogs/kit.ts';
import type { Memory } from '../dialogs/memory.ts';
import type { DialogTurn, TurnEvent } from '../dialogs/turn.ts';
import { proofLasts } from '../dialogs/verification.ts';
import { commonIntents } from '../dialogs/welcome.ts';
import { meantFor } from './desk-changes.ts';
import { forgets, happen, type Means, noteVerification } from './happenings.ts';
import type { InboundContent } from './inbound-message.ts';
import type { TurnRecord } from './record/turn-record.ts';

/** A person takes the chat: the user is told who, and the bot falls silent. */
export async function beginHolding(
  { handover, talks }: Dialogs,
  dc: DialogContext,
  record: TurnRecord,
  agent: Agent,
): Promise<void> {
  // What was only an offer is over; a question of substance waits until the chat is given back.
  if (talks.active(dc)?.talk.kind === 'offer') await dc.cancelAllDialogs();
  record.holdFor(agent);
  const { turn } = record;
  if (turn.outcome() !== 'solved' && turn.outcome() !== 'reset') turn.setOutcome('handedOver');
  turn.say(handover.takenOver({ name: agent.name }));
  waitForAgent(turn);
}

/** The chat goes to a colleague; one that nobody holds is only noted to be meant for them. */
export function passOn({ handover }: Dialogs, record: TurnRecord, to: Agent | undefined): void {
  const { turn } = record;
  const { agent: before, holder, desk } = record.after;
  if (holder !== 'person' || !to) {
    record.keepBeside(meantFor(desk, to));
    return;
  }
  record.holdFor(to);
  turn.say(handover.passedOn({ name: to.name, before: before?.name ?? '' }));
  turn.clearTimer('agent-silent');
  waitForAgent(turn);
}

/** So long somebody may look into it before the user hears from anybody again. */
const patience = 15 * 60_000;

/** From the first message that nobody has answered. */
function waitForAgent(turn: DialogTurn): void {
  if (!turn.hasTimer('agent-silent')) turn.setTimer('agent-silent', patience);
}

/**
 * While a person holds the chat the bot says nothing: messages are kept for them, what happens by itself changes the
 * state and is told later. Only what cannot be delivered at all is answered, or its sender would wait for nothing; and what
 * was to be forgotten is.
 */
export function staySilent(dialogs: Dialogs, { turn }: TurnRecord, content: InboundContent): void {
  if (content.kind === 'unsupported') turn.say(dialogs.notices.unsupported());
  if (content.kind === 'text') waitForAgent(turn);
  const { event, memory } = turn;
  if (!event) return;
  if (event.kind === 'timer' && forgets(dialogs, turn, event.name)) return;
  if (event.kind === 'verification') noteVerification(turn, event.event);
  memory.missed = [...memory.missed.filter(earlier => !isOlderNews(earlier, event)), toMissed(event)];
}

/** The bot is back: it says so, tells what came in meanwhile, and goes on where it was. */
export async function endHolding(
  dialogs: Dialogs,
  dc: DialogContext,
  record: TurnRecord,
  means: Means,
): Promise<void> {
  const { turn } = record;
  const { handover, talks } = dialogs;
  turn.say(handover.givenBack({ name: record.after.agent?.name ?? '' }));
  record.giveBack();
  turn.clearTimer('agent-silent');
  const before = record.utterances.length;
  await tellMissed(dialogs, dc, turn, means);
  if (record.utterances.length > before) return;
  if (talks.active(dc)) {
    turn.say(handover.openStep());
    talks.recall(dc, 'ask');
    return;
  }
  await dc.beginDialog('rating');
  if (!talks.active(dc)) turn.offer(handover.anythingElse(), commonIntents);
}

/** Nobody has answered the user for so long that somebody has to. */
export function isAgentSilent(content: InboundContent): boolean {
  return content.kind === 'timer' && content.name === 'agent-silent';
}

/** Whoever took the chat has left it, and the user waits: back to the bot, and into the queue for somebody else. */
export async function endSilence(
  dialogs: Dialogs,
  dc: DialogContext,
  record: TurnRecord,
  means: Means,
): Promise<void> {
  const { turn } = record;
  turn.say(dialogs.handover.noAnswer({ name: record.after.agent?.name ?? '' }));
  record.giveBack();
  await tellMissed(dialogs, dc, turn, means);
  await dc.beginDialog('talk-to-agent', { returned: true });
}

async function tellMissed(
  dialogs: Dialogs,
  dc: DialogContext,
  turn: DialogTurn,
  means: Means,
): Promise<void> {
  const { missed } = turn.memory;
  turn.memory.missed = [];
  for (const event of missed) {
    const told = { ...turn, event: asIfNow(event, turn) };
    bindTurn(dc.context, told);
    await happen(dialogs, dc, told, means);
  }
  bindTurn(dc.context, turn);
}

type Missed = Memory['missed'][number];

/** A code that matched opens the account for a while only; afterwards it is as if it had run out. */
function asIfNow(event: Missed, { now }: DialogTurn): TurnEvent {
  if (event.kind === 'timer' || event.event.kind !== 'verified') return event;
  const stale = Date.parse(event.event.at) + proofLasts <= now;
  return stale ? { kind: 'verification', event: { ...event.event, kind: 'expired' } } : event;
}

function isOlderNews(earlier: Missed, event: TurnEvent): boolean {
  if (earlier.kind === 'verification')
    return event.kind === 'verification' && earlier.event.verification === event.event.verification;
  return event.kind === 'timer' && earlier.name === event.name;
}

function toMissed(event: TurnEvent): Missed {
  if (event.kind === 'timer') {
    const { name, payload } = event;
    return { kind: 'timer', name, ...(payload && { payload }) };
  }
  return { kind: 'verification', event: verificationEvent.parse(event.event) };
}
