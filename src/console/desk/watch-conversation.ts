import { z } from 'zod';
import type { Conversation, ConversationStore } from '../../conversations/conversation-store.ts';
import type { Typing } from '../../conversations/typing.ts';
import { HttpError } from '../../http/http-error.ts';
import { readJson } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import { ConversationId } from '../../ids.ts';
import { newestMessages } from '../message-pages.ts';
import { canTalkToVisitors } from '../policies.ts';
import { type CaseNames, presentCase } from '../present-case.ts';
import { presentConversation, presentMessage } from '../presenters.ts';
import { type AgentExchange, agentOf } from '../send-turn.ts';
import type { UndeliveredIn } from '../undelivered.ts';
import type { Presence } from './presence.ts';
import { presentDesk } from './present-desk.ts';
import type { PresentedNews, PresentedWatch } from './presented.ts';

/** What the page knows already: the chat's version and its last message. */
const Known = z.object({
  version: z.int().nonnegative(),
  after: z.int().nonnegative(),
  typing: z.boolean().default(false),
});

export interface WatchOptions {
  readonly store: ConversationStore;
  readonly presence: Presence;
  readonly names: CaseNames;
  readonly typing: Typing;
  readonly undeliveredIn: UndeliveredIn;
}

/** `POST conversations/{id}/watch`, every few seconds while somebody has the chat open: what is new, and who else is there. */
export function createWatchConversation({ store, presence, names, typing, undeliveredIn }: WatchOptions) {
  return async ({ req, res, user }: AgentExchange): Promise<void> => {
    const known = await readJson(req, Known);
    const id = ConversationId.safeParse(req.params.id).data;
    const conversation = id && (await store.load(id));
    if (!conversation) throw new HttpError(404);
    typing.look(conversation.id);
    const writes = known.typing && canTalkToVisitors(user);
    await presence.note(conversation.id, agentOf(user), writes);
    if (writes && conversation.agent?.id === user.id) typing.agentWrites(conversation.id);
    const others = await presence.others(conversation.id, user.id);
    const changed = conversation.version !== known.version || conversation.lastSequence !== known.after;
    const answer: PresentedWatch = {
      viewers: others.map(({ name, typing: types }) => ({ name, typing: types })),
      visitorTyping: isWriting(conversation),
      undelivered: await undeliveredIn(conversation),
      ...(changed && { news: await newsOf(conversation, known.after) }),
    };
    sendJson(res, 200, answer);
  };

  /** Whatever was written before something was said has been sent by now. */
  function isWriting({ id, updatedAt }: Conversation): boolean {
    return (typing.visitorWroteAt(id) ?? 0) > Date.parse(updatedAt);
  }

  async function newsOf(conversation: Conversation, after: number): Promise<PresentedNews> {
    // An erased chat that began anew counts from 1 again: the page needs all of it.
    const known = conversation.lastSequence < after ? 0 : after;
    const messages = await newestMessages(store, conversation, known);
    return {
      conversation: presentConversation(conversation),
      desk: presentDesk(conversation),
      summary: presentCase(conversation, messages, names),
      messages: messages.filter(({ sequence }) => sequence > known).map(presentMessage),
    };
  }
}
