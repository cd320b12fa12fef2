import { createHash } from 'node:crypto';
import { noNotes } from '../../src/conversations/case-notes.ts';
import type {
  Conversation,
  ConversationStore,
  TurnCommit,
} from '../../src/conversations/conversation-store.ts';
import type { Message, Utterance } from '../../src/conversations/message.ts';
import { activityId, ConversationId, DedupeKey, UserId } from '../../src/ids.ts';

export function conversationId(name: string): ConversationId {
  return ConversationId.parse(createHash('sha256').update(name).digest('base64url').slice(0, 30));
}

export const aUser = UserId.parse('dl_user-number-one');

type Given = Partial<Omit<TurnCommit, 'messages' | 'conversation' | 'handled'>> & {
  readonly conversation?: Partial<TurnCommit['conversation']>;
  readonly says?: readonly (string | Utterance)[];
  readonly handled?: string;
};

/** A turn that continues what is stored: the user says something, or whatever `says` tells. */
export async function turn(
  store: ConversationStore,
  id: ConversationId,
  given: Given = {},
): Promise<TurnCommit> {
  const stored = await store.load(id);
  const at = given.at ?? '2026-03-12T02:00:00.000Z';
  const version = stored?.version ?? 0;
  return {
    conversation: { ...(stored ? kept(stored) : fresh(id, at)), ...given.conversation },
    baseVersion: given.baseVersion ?? version,
    messages: (given.says ?? [`pesan ${version + 1}`]).map((said, index) =>
      message(id, (stored?.lastSequence ?? 0) + index + 1, at, said),
    ),
    handled: DedupeKey.parse(given.handled ?? `key-${version + 1}`),
    at,
  };
}

export async function take(store: ConversationStore, id: ConversationId, given: Given = {}): Promise<void> {
  await store.commit(await turn(store, id, given));
}

function message(id: ConversationId, sequence: number, at: string, said: string | Utterance): Message {
  const utterance: Utterance = typeof said === 'string' ? { from: 'user', text: said } : said;
  return { ...utterance, id: activityId(id, sequence), sequence, at };
}

function fresh(id: ConversationId, at: string): TurnCommit['conversation'] {
  return {
    id,
    channel: 'web',
    user: aUser,
    startedAt: at,
    holder: 'bot',
    outcome: 'open',
    notes: noNotes,
    state: {},
    timers: [],
  };
}

function kept({
  version: _,
  lastSequence: __,
  updatedAt: ___,
  ...rest
}: Conversation): TurnCommit['conversation'] {
  return rest;
}
