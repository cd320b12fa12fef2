import type {
  Conversation,
  ConversationStore,
  ConversationSummary,
  TurnCommit,
} from '../../src/conversations/conversation-store.ts';
import { deskFacts } from '../../src/conversations/desk-facts.ts';
import { hearingOf } from '../../src/conversations/hearing.ts';
import type { Message } from '../../src/conversations/message.ts';
import { Failure } from '../../src/failure.ts';
import type { ConversationId } from '../../src/ids.ts';

interface Kept {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  readonly handled: ReadonlySet<string>;
}

type Watcher = (messages: readonly Message[]) => void;

/** The conversation store without a disk: nothing survives, keys are remembered for ever, otherwise as the port says. */
export function createMemoryStore(): ConversationStore {
  const kept = new Map<ConversationId, Kept>();
  const watchers = new Map<ConversationId, Set<Watcher>>();

  return {
    load: async id => kept.get(id)?.conversation,
    messages: async (id, after = 0, before = Number.POSITIVE_INFINITY) =>
      (kept.get(id)?.messages ?? []).filter(({ sequence }) => sequence > after && sequence < before),
    hasHandled: async (id, key) => kept.get(id)?.handled.has(key) ?? false,
    async commit(commit) {
      const { id } = commit.conversation;
      kept.set(id, applied(kept.get(id), commit));
      for (const tell of watchers.get(id) ?? []) tell(commit.messages);
    },
    watch(id, tell) {
      const others = watchers.get(id) ?? new Set();
      watchers.set(id, others.add(tell));
      return () => others.delete(tell);
    },
    async list({ limit = 50, channel, outcome, holder, user }) {
      const conversations = [...kept.values()]
        .map(summary)
        .filter(one => !channel || one.channel === channel)
        .filter(one => !user || one.user === user)
        .filter(one => !holder || one.holder === holder)
        .filter(one => !outcome || one.outcome === outcome)
        .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
      return { conversations: conversations.slice(0, limit) };
    },
    async eraseUser(user) {
      const theirs = [...kept.values()].filter(({ conversation }) => conversation.user === user);
      for (const { conversation } of theirs) kept.delete(conversation.id);
      return theirs.length;
    },
    eraseConversation: async id => kept.delete(id),
    async eraseIdleSince(moment) {
      const idle = [...kept.values()].filter(
        ({ conversation }) => Date.parse(conversation.updatedAt) < moment,
      );
      for (const { conversation } of idle) kept.delete(conversation.id);
      return idle.length;
    },
    exclusively: (_id, work) => work(),
    timers: async () =>
      [...kept.values()]
        .flatMap(({ conversation }) =>
          conversation.timers.map(timer => ({ ...timer, conversation: conversation.id })),
        )
        .sort((a, b) => a.dueAt.localeCompare(b.dueAt)),
    verify: async () => ({ checked: kept.size, damaged: [] }),
    async close() {},
  };
}

function applied(before: Kept | undefined, commit: TurnCommit): Kept {
  const version = before?.conversation.version ?? 0;
  if (commit.baseVersion !== version) {
    throw new Failure('stale-version', 'Somebody else committed in between', 'Run the turn again.');
  }
  const messages = [...(before?.messages ?? []), ...commit.messages];
  messages.forEach(({ sequence }, index) => {
    if (sequence !== index + 1) throw new Error(`message ${sequence} stands at place ${index + 1}`);
  });
  return {
    conversation: {
      ...structuredClone(commit.conversation),
      version: version + 1,
      lastSequence: messages.length,
      updatedAt: commit.at,
    },
    messages,
    handled: new Set([...(before?.handled ?? []), commit.handled]),
  };
}

function summary({ conversation, messages }: Kept): ConversationSummary {
  const said = messages.filter(({ from }) => from === 'user');
  return {
    id: conversation.id,
    channel: conversation.channel,
    user: conversation.user,
    startedAt: conversation.startedAt,
    updatedAt: conversation.updatedAt,
    holder: conversation.holder,
    ...(conversation.agent && { agent: conversation.agent }),
    outcome: conversation.outcome,
    ...(conversation.rating && { rating: conversation.rating }),
    ...deskFacts(conversation),
    messageCount: messages.length,
    intents: [...new Set(said.flatMap(({ insight }) => (insight ? [insight.intent] : [])))],
    causes: conversation.notes.causes,
    hearing: hearingOf(messages),
    lastUserText: (said.at(-1)?.text ?? '').slice(0, 120),
  };
}
