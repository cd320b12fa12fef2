import type { DoubtfulMessage, DoubtfulMessages } from '../conversations/doubtful-messages.ts';
import type { ActivityId } from '../ids.ts';
import type { Clock } from '../time-and-chance.ts';
import type { Lexicon } from '../understanding/lexicon.ts';
import { normalize } from '../understanding/normalize.ts';
import type { Ranked } from '../understanding/understanding.ts';
import type { ActiveModel } from './active-model.ts';
import { groupAlike } from './group-alike.ts';
import { type Label, standing, textKey } from './label.ts';

/** Messages that resemble one another, with the intents that they may mean. */
export interface InboxGroup {
  /** The newest first; the same text only once. */
  readonly messages: readonly InboxMessage[];
  readonly suggestions: readonly Ranked[];
}

export interface InboxMessage extends DoubtfulMessage {
  /** How often this very text was written. */
  readonly count: number;
}

export interface Inbox {
  readonly groups: readonly InboxGroup[];
  /** Texts that wait for a decision, those of groups that are not shown included. */
  readonly waiting: number;
}

const day = 24 * 60 * 60_000;

/** What is older was mostly taught since, or will come again. */
const lookBack = 60 * day;
/** Grouping more at once would keep turns waiting. */
const mostMessages = 1_000;
const mostGroups = 50;
const suggested = 5;

interface Options {
  readonly doubtful: DoubtfulMessages;
  readonly model: Pick<ActiveModel, 'rank'>;
  readonly lexicon: Lexicon;
  readonly clock: Clock;
}

/** What nobody has decided about yet. */
export async function readInbox(
  { doubtful, model, lexicon, clock }: Options,
  labels: readonly Label[],
): Promise<Inbox> {
  const since = new Date(clock.now() - lookBack).toISOString();
  const messages = openTexts(await doubtful.newest({ since, limit: mostMessages }), labels);
  const groups = groupAlike(messages.map(({ text }) => normalize(text, lexicon))).slice(0, mostGroups);
  return {
    waiting: messages.length,
    groups: groups.map(indexes => {
      const members = indexes.flatMap(index => messages[index] ?? []);
      return { messages: members, suggestions: model.rank(members[0]?.text ?? '', suggested) };
    }),
  };
}

/** Each text once, with how often it was written, unless somebody has decided about it. */
function openTexts(messages: readonly DoubtfulMessage[], labels: readonly Label[]): readonly InboxMessage[] {
  const decided = standing(labels);
  const open = new Map<string, InboxMessage>();
  for (const message of messages) {
    const key = textKey(message.text);
    if (decided.has(key)) continue;
    const same = open.get(key);
    open.set(key, same ? { ...same, count: same.count + 1 } : { ...message, count: 1 });
  }
  return [...open.values()];
}

/** The ids of the shape `{conversation}|{sequence}` that activities have. */
export function placeOf(id: ActivityId): { readonly conversation: string; readonly sequence: number } {
  const [conversation = '', sequence = ''] = id.split('|');
  return { conversation, sequence: Number(sequence) };
}
