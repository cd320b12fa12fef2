import { deskAt, type OfficeHours } from '../../content/office-hours.ts';
import type { ConversationStore, ConversationSummary } from '../../conversations/conversation-store.ts';
import { Failure } from '../../failure.ts';
import { sendJson } from '../../http/respond.ts';
import type { ConversationId } from '../../ids.ts';
import type { Clock } from '../../time-and-chance.ts';
import { newestMessages } from '../message-pages.ts';
import type { Exchange } from '../mount-routes.ts';
import { type CaseNames, presentCase } from '../present-case.ts';
import type { PresentedFact } from '../presented.ts';
import { presentSummary } from '../presenters.ts';
import type { PresentedCase, PresentedQueue } from './presented.ts';

/** More than anybody looks through; whoever waits longest is among them. */
const most = 200;

export interface QueueOptions {
  readonly store: Pick<ConversationStore, 'list' | 'load' | 'messages'>;
  readonly names: CaseNames;
  /** When people answer; absent where nobody has said. */
  readonly officeHours: OfficeHours | undefined;
  readonly clock: Clock;
}

interface Known {
  readonly updatedAt: string;
  readonly facts: readonly PresentedFact[];
}

/** `GET queue`: who waits for a person and since when, what it is about, and which chats people hold. Pages ask every few seconds. */
export function createQueue({ store, names, officeHours, clock }: QueueOptions) {
  /** Summaries of the cases that stood here last: each is made once for everybody, until something happens in it. */
  let known: ReadonlyMap<ConversationId, Known> = new Map();

  return async ({ res }: Exchange): Promise<void> => {
    const waiting = (await store.list({ holder: 'waiting', limit: most })).conversations;
    const held = (await store.list({ holder: 'person', limit: most })).conversations;
    const shown = new Map<ConversationId, Known>();
    for (const one of [...waiting, ...held]) shown.set(one.id, await summarised(one));
    known = shown;
    const now = clock.now();
    const queue: PresentedQueue = {
      now: new Date(now).toISOString(),
      hours: deskAt(officeHours, now),
      waiting: waiting.toSorted(longestFirst).map(present),
      held: held.map(present),
    };
    sendJson(res, 200, queue);
  };

  function present(summary: ConversationSummary): PresentedCase {
    return { conversation: presentSummary(summary), summary: known.get(summary.id)?.facts ?? [] };
  }

  async function summarised({ id, updatedAt }: ConversationSummary): Promise<Known> {
    const before = known.get(id);
    return before?.updatedAt === updatedAt ? before : { updatedAt, facts: await factsOf(id) };
  }

  /** One that is damaged, or erased this moment, must not hide all others. */
  async function factsOf(id: ConversationId): Promise<readonly PresentedFact[]> {
    try {
      const conversation = await store.load(id);
      return conversation ? presentCase(conversation, await newestMessages(store, conversation), names) : [];
    } catch (error) {
      if (error instanceof Failure && error.code === 'document-damaged') return [];
      throw error;
    }
  }
}

function longestFirst(a: ConversationSummary, b: ConversationSummary): number {
  return Date.parse(a.waitingSince ?? a.updatedAt) - Date.parse(b.waitingSince ?? b.updatedAt);
}
