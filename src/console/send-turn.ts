import type { FromAgent, Receive, TurnResult } from '../bot/inbound-message.ts';
import type { Agent } from '../conversations/case-notes.ts';
import type { Conversation, ConversationStore } from '../conversations/conversation-store.ts';
import { HttpError } from '../http/http-error.ts';
import { sendJson } from '../http/respond.ts';
import { ConversationId, DedupeKey } from '../ids.ts';
import type { Random } from '../time-and-chance.ts';
import { presentDesk } from './desk/present-desk.ts';
import type { Exchange } from './mount-routes.ts';
import type { PresentedChange } from './presented.ts';
import { presentConversation, presentMessage } from './presenters.ts';
import type { ConsoleUser } from './users.ts';

export interface TurnSenderOptions {
  readonly store: ConversationStore;
  readonly receive: Receive;
  readonly random: Random;
}

export type AgentExchange = Exchange & { readonly user: ConsoleUser };

/** Looks at the conversation before anything happens, e.g. to refuse or to record it. */
type Before = (conversation: Conversation) => void | Promise<void>;

export type SendTurn = (
  exchange: AgentExchange,
  click: string | undefined,
  content: FromAgent,
  before?: Before,
) => Promise<void>;

/** What somebody of the team does with a chat is a turn of it, so it waits its turn behind all others; answers what it left behind. */
export function createTurnSender({ store, receive, random }: TurnSenderOptions): SendTurn {
  return async ({ req, res, user }, click, content, before = () => {}) => {
    const id = ConversationId.safeParse(req.params.id).data;
    const conversation = id && (await store.load(id));
    if (!conversation) throw new HttpError(404);
    await before(conversation);
    const result = await receive({
      conversation: conversation.id,
      channel: conversation.channel,
      user: conversation.user,
      dedupeKey: DedupeKey.parse(`console:${user.id}:${click ?? chance()}`),
      content,
    });
    sendJson(res, 200, await changed(conversation.id, result));
  };

  async function changed(id: ConversationId, result: TurnResult): Promise<PresentedChange> {
    refuse(result);
    const conversation = await store.load(id);
    if (!conversation) throw new HttpError(404);
    const said = result.kind === 'done' ? await store.messages(id, result.firstSequence - 1) : [];
    return {
      conversation: presentConversation(conversation),
      desk: presentDesk(conversation),
      messages: said.map(presentMessage),
    };
  }

  function chance(): string {
    return Buffer.from(random.bytes(16)).toString('base64url');
  }
}

export function agentOf({ id, name }: Pick<ConsoleUser, 'id' | 'name'>): Agent {
  return { id, name };
}

function refuse(result: TurnResult): void {
  switch (result.kind) {
    case 'done':
    case 'duplicate':
      return;
    case 'absent':
      throw new HttpError(404);
    case 'notHeld':
      throw new HttpError(409, { code: 'not-held' });
    case 'full':
      throw new HttpError(409, { code: 'full' });
    case 'heldBy':
      throw new HttpError(409, {
        code: 'held-by-another',
        about: { agent: { id: result.agent.id, name: result.agent.name } },
      });
  }
}
