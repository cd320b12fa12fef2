import type { ConversationStore, ConversationSummary } from '../conversations/conversation-store.ts';
import { Failure } from '../failure.ts';
import { HttpError } from '../http/http-error.ts';
import { check } from '../http/read-body.ts';
import { sendJson } from '../http/respond.ts';
import { ConversationId } from '../ids.ts';
import type { Clock } from '../time-and-chance.ts';
import { presentDesk } from './desk/present-desk.ts';
import { readListQuery } from './list-parameters.ts';
import { Before, newestMessages, olderMessages } from './message-pages.ts';
import type { Exchange, UserExchange } from './mount-routes.ts';
import { type CaseNames, presentCase } from './present-case.ts';
import { presentPage } from './present-page.ts';
import type { PresentedTranscript } from './presented.ts';
import { presentConversation, presentMessage } from './presenters.ts';
import { isUnread, type ReadMarks } from './read-marks/read-marks.ts';
import { sendIfChanged } from './send-if-changed.ts';
import type { UndeliveredIn } from './undelivered.ts';

interface Options {
  readonly store: ConversationStore;
  readonly names: CaseNames;
  readonly undeliveredIn: UndeliveredIn;
  readonly readMarks: Pick<ReadMarks, 'of'>;
  readonly clock: Clock;
}

export function createReadConversations({ store, names, undeliveredIn, readMarks, clock }: Options) {
  return { list, show, older };

  /** `GET conversations`, newest activity first; pages that follow it ask `GET conversations/latest`. */
  async function list({ req, res, user }: UserExchange): Promise<void> {
    const query = readListQuery(req.getQuery());
    const page = await store.list(query);
    const seen = await readMarks.of(
      user.id,
      page.conversations.map(({ id }) => id),
    );
    const unread = (one: ConversationSummary) => isUnread(user, one, seen.get(one.id), clock.now());
    sendIfChanged(req, res, presentPage(page, { text: query.text, unread }));
  }

  /** `GET conversations/{id}`. An id of the wrong shape and one that nobody has look the same. */
  async function show({ req, res }: Exchange): Promise<void> {
    const id = ConversationId.safeParse(req.params.id).data;
    const found = id && (await orDamaged(() => read(id)));
    if (!found) throw new HttpError(404);
    sendJson(res, 200, found);
  }

  /** `GET conversations/{id}/messages?before=N`: the page of messages before the one with that sequence. */
  async function older({ req, res }: Exchange): Promise<void> {
    const { before } = check(Before, Object.fromEntries(new URLSearchParams(req.getQuery())));
    const id = ConversationId.safeParse(req.params.id).data;
    const conversation = id && (await orDamaged(() => store.load(id)));
    if (!conversation) throw new HttpError(404);
    const messages = await orDamaged(() => olderMessages(store, conversation, before));
    sendJson(res, 200, { messages: messages.map(presentMessage) });
  }

  async function read(id: ConversationId): Promise<PresentedTranscript | undefined> {
    const conversation = await store.load(id);
    if (!conversation) return undefined;
    const messages = await newestMessages(store, conversation);
    return {
      conversation: presentConversation(conversation),
      desk: presentDesk(conversation),
      summary: presentCase(conversation, messages, names),
      messages: messages.map(presentMessage),
      undelivered: await undeliveredIn(conversation),
    };
  }
}

/** E.g. `document-damaged`: the page can say what that means. */
async function orDamaged<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new HttpError(500, { code: error.code, cause: error });
  }
}
