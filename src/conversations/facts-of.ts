import type { ConversationFact } from './conversation-facts.ts';
import type { Conversation } from './conversation-store.ts';
import type { Message } from './message.ts';

type Said = Pick<Message, 'at' | 'from' | 'insight' | 'dialog' | 'step'>;

const hour = 60 * 60_000;

/** The facts of a conversation, whatever the store. Of a very long one, of its newest part. */
export function factsOf(
  conversation: Pick<
    Conversation,
    'id' | 'user' | 'channel' | 'outcome' | 'startedAt' | 'updatedAt' | 'notes' | 'rating'
  >,
  messages: readonly Said[],
): ConversationFact {
  const { id, user, channel, outcome, startedAt, updatedAt, notes, rating } = conversation;
  const fromUser = messages.filter(({ from }) => from === 'user');
  const kinds = fromUser.map(({ insight }) => insight?.kind);
  return {
    id,
    user,
    channel,
    outcome,
    startedAt,
    updatedAt,
    lastUserAt: fromUser.at(-1)?.at,
    personWantedAt: notes.personWantedAt,
    personRepliedAt: personReply(messages, notes.personWantedAt),
    score: rating?.score,
    causes: notes.causes,
    userMessages: fromUser.length,
    unknown: kinds.filter(kind => kind === 'unknown').length,
    unsure: kinds.filter(kind => kind === 'unsure').length,
    cameBack: fromUser.some(({ at }, i) => isReturn(fromUser[i - 1]?.at, at)),
    reached: [...new Set(messages.flatMap(stepOf))],
    open: notes.open && `${notes.open.dialog}.${notes.open.step}`,
    mixedUp: fromUser.flatMap((message, i) => mixUp(message, fromUser[i + 1])),
  };
}

function personReply(messages: readonly Said[], wantedAt: string | undefined): string | undefined {
  if (wantedAt === undefined) return undefined;
  const wanted = Date.parse(wantedAt);
  return messages.find(({ from, at }) => from === 'agent' && Date.parse(at) >= wanted)?.at;
}

function isReturn(before: string | undefined, at: string): boolean {
  if (before === undefined) return false;
  const silence = Date.parse(at) - Date.parse(before);
  return silence >= hour && silence <= 24 * hour;
}

function stepOf({ from, dialog, step }: Said): string[] {
  return from === 'bot' && dialog !== undefined && step !== undefined ? [`${dialog}.${step}`] : [];
}

function mixUp({ insight }: Said, next: Said | undefined): [string, string][] {
  if (insight?.kind !== 'unsure' || next?.insight?.kind !== 'understood') return [];
  return insight.intent === next.insight.intent ? [] : [[insight.intent, next.insight.intent]];
}
