import { z } from 'zod';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import { HttpError } from '../../http/http-error.ts';
import { readJson } from '../../http/read-body.ts';
import { sendNothing } from '../../http/respond.ts';
import { ConversationId } from '../../ids.ts';
import type { ConsoleRoute, UserExchange } from '../mount-routes.ts';
import { canReadConversations } from '../policies.ts';
import type { ReadMarks } from './read-marks.ts';

const Read = z.object({ read: z.int().nonnegative() });

interface Options {
  readonly store: Pick<ConversationStore, 'load'>;
  readonly readMarks: ReadMarks;
}

/** `POST conversations/{id}/read` `{ "read": number of messages }`: as far as this person has read the chat. */
export function readMarkRoutes(api: string, { store, readMarks }: Options): readonly ConsoleRoute[] {
  const path = `${api}/conversations/:id/read`;
  return [{ method: 'post', path, allows: canReadConversations, asksItself: true, handle: mark }];

  async function mark({ req, res, user }: UserExchange): Promise<void> {
    const { read } = await readJson(req, Read);
    const id = ConversationId.safeParse(req.params.id).data;
    const conversation = id && (await store.load(id));
    if (!conversation) throw new HttpError(404);
    await readMarks.mark(user.id, conversation.id, Math.min(read, conversation.lastSequence));
    sendNothing(res);
  }
}
