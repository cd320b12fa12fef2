import type { Figure } from '../scenario.ts';
import type { Said } from './chatter.ts';

/** What somebody sent and was told is accepted, in the order of sending, and what the chat holds now. */
export interface Sent {
  /** The ids that were sent. */
  readonly ids: readonly string[];
  readonly history: readonly Said[];
}

/** P1 to P3, counted over many chats. */
export function judged(chats: readonly Sent[]): readonly Figure[] {
  const sums = { messages: 0, missing: 0, twice: 0, outOfOrder: 0, unanswered: 0, repliesTwice: 0 };
  for (const chat of chats) {
    const found = judgeOne(chat);
    for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += found[name];
  }
  return [
    { what: 'messages accepted', value: sums.messages },
    { what: 'lost', value: sums.missing, bar: { is: 0 } },
    { what: 'kept twice', value: sums.twice, bar: { is: 0 } },
    { what: 'out of order', value: sums.outOfOrder, bar: { is: 0 } },
    { what: 'without an answer', value: sums.unanswered, bar: { is: 0 } },
    { what: 'answered twice', value: sums.repliesTwice, bar: { is: 0 } },
  ];
}

function judgeOne({ ids, history }: Sent) {
  const own = history.filter(({ from }) => from.role === 'user');
  const kept = own.flatMap(({ channelData }) => channelData?.clientActivityID ?? []);
  const places = ids.map(id => kept.indexOf(id)).filter(place => place >= 0);
  return {
    messages: ids.length,
    missing: ids.length - places.length,
    twice: kept.length - new Set(kept).size,
    outOfOrder: places.filter((place, index) => index > 0 && place < (places[index - 1] ?? 0)).length,
    unanswered: own.filter(({ id }) => repliesTo(history, id).length === 0).length,
    repliesTwice: own.filter(({ id }) => !isOneRun(history, id)).length,
  };
}

function repliesTo(history: readonly Said[], id: string): readonly Said[] {
  return history.filter(({ replyToId }) => replyToId === id);
}

/** The replies of one turn stand directly behind their question, no text among them twice. */
function isOneRun(history: readonly Said[], id: string): boolean {
  const at = history.findIndex(said => said.id === id);
  const replies = repliesTo(history, id);
  const texts = new Set(replies.map(({ text }) => text));
  return texts.size === replies.length && replies.every((reply, n) => history[at + 1 + n]?.id === reply.id);
}
