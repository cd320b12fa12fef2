import type { Agent, Rating } from '../conversations/case-notes.ts';
import type { Conversation, ConversationSummary } from '../conversations/conversation-store.ts';
import { isMisunderstood } from '../conversations/hearing.ts';
import type { Message, Work } from '../conversations/message.ts';
import type { Undelivered } from '../conversations/outbox.ts';
import { withoutSmallTalk } from '../conversations/turn-facts.ts';
import { actingRole } from './policies.ts';
import type {
  PresentedAgent,
  PresentedCause,
  PresentedConversation,
  PresentedIntent,
  PresentedMessage,
  PresentedRating,
  PresentedSummary,
  PresentedUndelivered,
  PresentedUser,
  PresentedWork,
} from './presented.ts';
import type { ConsoleUser } from './users.ts';

/**
 * What leaves the server, as literal lists of fields: whatever else a record holds (sealed state, timers, addresses of
 * one-time pages, hashes) stays here.
 */

export function presentUser(user: ConsoleUser): PresentedUser {
  const { id, email, name } = user;
  return { id, email, name, role: actingRole(user), secondFactor: secondFactorOf(user) };
}

function secondFactorOf({ role, factor }: ConsoleUser): PresentedUser['secondFactor'] {
  if (factor) return 'on';
  return role === 'admin' ? 'missing' : 'off';
}

export function presentCause({ name, title }: PresentedCause): PresentedCause {
  return { name, title };
}

export function presentIntent({ name, title }: PresentedIntent): PresentedIntent {
  return { name, title };
}

export function presentSummary(summary: ConversationSummary): PresentedSummary {
  return {
    id: summary.id,
    channel: summary.channel,
    holder: summary.holder,
    agent: presentAgent(summary.agent),
    outcome: summary.outcome,
    rating: summary.rating?.score,
    startedAt: summary.startedAt,
    updatedAt: summary.updatedAt,
    messageCount: summary.messageCount,
    tags: summary.tags,
    assignee: presentAgent(summary.assignee),
    waitingSince: summary.waitingSince,
    intents: withoutSmallTalk(summary.intents),
    causes: summary.causes,
    fallbacks: summary.hearing.fallbacks,
    lastUserText: summary.lastUserText,
  };
}

export function presentConversation(conversation: Conversation): PresentedConversation {
  return {
    id: conversation.id,
    channel: conversation.channel,
    holder: conversation.holder,
    agent: presentAgent(conversation.agent),
    outcome: conversation.outcome,
    rating: presentRating(conversation.rating),
    startedAt: conversation.startedAt,
    updatedAt: conversation.updatedAt,
    messageCount: conversation.lastSequence,
    followUps: conversation.timers
      .filter(({ name }) => name.startsWith(followUp))
      .map(({ name, dueAt }) => ({ about: name.slice(followUp.length), dueAt }))
      .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt)),
  };
}

function presentAgent(agent: Agent | undefined): PresentedAgent | undefined {
  return agent && { id: agent.id, name: agent.name };
}

function presentRating(rating: Rating | undefined): PresentedRating | undefined {
  return rating && { score: rating.score, comment: rating.comment, at: rating.at };
}

export function presentMessage(message: Message): PresentedMessage {
  return {
    sequence: message.sequence,
    at: message.at,
    from: message.from,
    text: message.text,
    name: message.name,
    choices: (message.choices ?? []).map(choice => choice.title),
    link: message.link?.title,
    intent: message.insight?.intent,
    confidence: message.insight?.confidence,
    kind: message.insight?.kind,
    taken: message.insight?.taken,
    because: message.insight?.because,
    misunderstood: isMisunderstood(message) || undefined,
    dialog: message.dialog,
    step: message.step,
    work: message.work && presentWork(message.work),
  };
}

function presentWork({ took, calls }: Work): PresentedWork {
  return {
    took,
    calls: calls.map(({ operation, answer, took: lasted }) => ({ operation, answer, took: lasted })),
  };
}

export function presentUndelivered({
  sequence,
  attempts,
  problem,
  failedAt,
}: Undelivered): PresentedUndelivered {
  return { sequence, state: failedAt === undefined ? 'waiting' : 'failed', attempts, problem };
}

/** Other timers are the dialogs' own business. */
const followUp = 'follow-up-';
