import type { Request, Response } from 'restify';
import { z } from 'zod';
import type { FromAgent, Receive, TurnResult } from '../bot/inbound-message.ts';
import type { Agent } from '../conversations/case-notes.ts';
import type { ConversationStore } from '../conversations/conversation-store.ts';
import { HttpError } from '../http/http-error.ts';
import { readJson, readOptionalJson } from '../http/read-body.ts';
import { sendJson } from '../http/respond.ts';
import { ConversationId, DedupeKey } from '../ids.ts';
import type { Random } from '../time-and-chance.ts';
import type { Exchange } from './mount-routes.ts';
import { canReleaseForOthers } from './policies.ts';
import type { PresentedChange } from './presented.ts';
import { presentConversation, presentMessage } from './presenters.ts';
import type { ConsoleUser } from './users.ts';

/** Made by the page for each click: sent again, the click is the same click. Kept as it came, so nothing but a UUID. */
const ClickId = z.uuid().exactOptional();

const Click = z.object({ id: ClickId });

/** The length that every channel lets through in one message. */
const longestReply = 2_000;

const Reply = z.object({ id: ClickId, text: z.string().trim().min(1).max(longestReply) });

interface Options {
  readonly store: ConversationStore;
  readonly receive: Receive;
  readonly random: Random;
}

type AgentExchange = Exchange & { readonly user: ConsoleUser };

/** People of the support team take chats, answer and give them back, through the same queue as all turns. */
export function createTalkToVisitors({ store, receive, random }: Options) {
  return { takeOver, reply, release };

  /** `POST conversations/{id}/takeover`. Taking what one holds already changes nothing. */
  async function takeOver({ req, res, user }: AgentExchange): Promise<void> {
    const { id } = await readOptionalJson(req, Click);
    await pass(req, res, user, id, { kind: 'takeOver', agent: agentOf(user) });
  }

  /** `POST conversations/{id}/reply` `{ "text", "id"? }`. */
  async function reply({ req, res, user }: AgentExchange): Promise<void> {
    const { id, text } = await readJson(req, Reply);
    await pass(req, res, user, id, { kind: 'reply', agent: agentOf(user), text });
  }

  /** `POST conversations/{id}/release`: the bot goes on. */
  async function release({ req, res, user }: AgentExchange): Promise<void> {
    const { id } = await readOptionalJson(req, Click);
    await pass(req, res, user, id, {
      kind: 'release',
      agent: agentOf(user),
      othersToo: canReleaseForOthers(user),
    });
  }

  async function pass(
    req: Request,
    res: Response,
    user: ConsoleUser,
    click: string | undefined,
    content: FromAgent,
  ): Promise<void> {
    const id = ConversationId.safeParse(req.params.id).data;
    const conversation = id && (await store.load(id));
    if (!conversation) throw new HttpError(404);
    const result = await receive({
      conversation: conversation.id,
      channel: conversation.channel,
      user: conversation.user,
      dedupeKey: DedupeKey.parse(`console:${user.id}:${click ?? chance()}`),
      content,
    });
    sendJson(res, 200, await changed(conversation.id, result));
  }

  async function changed(id: ConversationId, result: TurnResult): Promise<PresentedChange> {
    refuse(result);
    const conversation = await store.load(id);
    if (!conversation) throw new HttpError(404);
    const said = result.kind === 'done' ? await store.messages(id, result.firstSequence - 1) : [];
    return { conversation: presentConversation(conversation), messages: said.map(presentMessage) };
  }

  function chance(): string {
    return Buffer.from(random.bytes(16)).toString('base64url');
  }
}

function agentOf({ id, name }: ConsoleUser): Agent {
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
    case 'heldBy':
      throw new HttpError(409, {
        code: 'held-by-another',
        about: { agent: { id: result.agent.id, name: result.agent.name } },
      });
  }
}
