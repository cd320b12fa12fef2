import type { ConversationStore } from '../conversations/conversation-store.ts';
import { Failure } from '../failure.ts';
import { HttpError } from '../http/http-error.ts';
import { sendJson } from '../http/respond.ts';
import { ConversationId } from '../ids.ts';
import { presentDesk } from './desk/present-desk.ts';
import { readListQuery } from './list-parameters.ts';
import type { Exchange } from './mount-routes.ts';
import { type CaseNames, presentCase } from './present-case.ts';
import { presentPage } from './present-page.ts';
import type { PresentedTranscript } from './presented.ts';
import { presentConversation, presentMessage } from './presenters.ts';
import { sendIfChanged } from './send-if-changed.ts';

export function createReadConversations(store: ConversationStore, names: CaseNames) {
  return { list, show };

  /** `GET conversations`, newest activity first. */
  async function list({ req, res }: Exchange): Promise<void> {
    const query = readListQuery(req);
    sendIfChanged(req, res, presentPage(await store.list(query), query.text));
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
