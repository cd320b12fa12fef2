import type { Request } from 'restify';
import { z } from 'zod';
import { type ConversationStore, channelNames, outcomes } from '../conversations/conversation-store.ts';
import { Failure } from '../failure.ts';
import { HttpError } from '../http/http-error.ts';
import { check } from '../http/read-body.ts';
import { sendJson } from '../http/respond.ts';
import { ConversationId } from '../ids.ts';
import { presentDesk } from './desk/present-desk.ts';
import type { Exchange } from './mount-routes.ts';
import { type CaseNames, presentCase } from './present-case.ts';
import type { PresentedPage, PresentedTranscript } from './presented.ts';
import { presentConversation, presentMessage, presentSummary } from './presenters.ts';

const Moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

const Query = z.object({
  q: z.string().max(200).exactOptional(),
  intent: z
    .string()
    .regex(/^[a-z0-9_-]{1,64}$/)
    .exactOptional(),
  outcome: z.enum(outcomes).exactOptional(),
  channel: z.enum(channelNames).exactOptional(),
  since: Moment.exactOptional(),
  until: Moment.exactOptional(),
  cursor: z.string().max(500).exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export function createReadConversations(store: ConversationStore, names: CaseNames) {
  return { list, show };

  /** `GET conversations`, newest activity first. */
  async function list({ req, res }: Exchange): Promise<void> {
    const { q, ...query } = check(Query, readQuery(req));
    const { conversations, next } = await store.list({ ...query, ...(q !== undefined && { text: q }) });
    const page: PresentedPage = {
      conversations: conversations.map(presentSummary),
      ...(next !== undefined && { next }),
    };
    sendJson(res, 200, page);
  }

  /** `GET conversations/{id}`. An id of the wrong shape and one that nobody has look the same. */
  async function show({ req, res }: Exchange): Promise<void> {
    const id = ConversationId.safeParse(req.params.id).data;
    const found = id && (await read(id));
    if (!found) throw new HttpError(404);
    sendJson(res, 200, found);
  }

  async function read(id: ConversationId): Promise<PresentedTranscript | undefined> {
    try {
      const conversation = await store.load(id);
      if (!conversation) return undefined;
      const messages = await store.messages(id);
      return {
        conversation: presentConversation(conversation),
        desk: presentDesk(conversation),
        summary: presentCase(conversation, messages, names),
        messages: messages.map(presentMessage),
      };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // E.g. `document-damaged`: the page can say what that means.
      throw new HttpError(500, { code: error.code, cause: error });
    }
  }
}

/** An empty field of a form is no condition. */
function readQuery(req: Request): Record<string, string> {
  return Object.fromEntries([...new URLSearchParams(req.getQuery())].filter(([, value]) => value !== ''));
}
