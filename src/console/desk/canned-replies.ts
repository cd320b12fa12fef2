import { type CannedReply, fillForChat } from '../../content/canned-replies.ts';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import { HttpError } from '../../http/http-error.ts';
import { sendJson } from '../../http/respond.ts';
import { ConversationId } from '../../ids.ts';
import type { AgentExchange } from '../send-turn.ts';
import type { PresentedCannedReply } from './presented.ts';

/** `GET conversations/{id}/canned-replies`: the prepared answers, filled in for this chat and whoever asks. */
export function createCannedReplies(store: Pick<ConversationStore, 'load'>, replies: readonly CannedReply[]) {
  return async ({ req, res, user }: AgentExchange): Promise<void> => {
    const id = ConversationId.safeParse(req.params.id).data;
    const conversation = id && (await store.load(id));
    if (!conversation) throw new HttpError(404);
    const { ticket } = conversation.notes;
    const words = { petugas: user.name, ...(ticket !== undefined && { tiket: ticket }) };
    const filled = replies.map((reply): PresentedCannedReply => {
      const { text, missing } = fillForChat(reply.text, words);
      return { id: reply.id, title: reply.title, text, missing };
    });
    sendJson(res, 200, { replies: filled });
  };
}
