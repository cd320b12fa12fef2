import { z } from 'zod';
import type { AuditAction, AuditLog } from '../audit/audit-log.ts';
import { readJson, readOptionalJson } from '../http/read-body.ts';
import type { Clock } from '../time-and-chance.ts';
import { canReleaseForOthers } from './policies.ts';
import { refuseSecrets } from './refuse-secrets.ts';
import { type AgentExchange, agentOf, type SendTurn } from './send-turn.ts';
import type { ConsoleUser } from './users.ts';

/** Made by the page for each click: sent again, the click is the same click. Kept as it came, so nothing but a UUID. */
export const ClickId = z.uuid().exactOptional();

const Click = z.object({ id: ClickId });

/** The length that every channel lets through in one message. */
const longestReply = 2_000;

const Reply = z.object({ id: ClickId, text: z.string().trim().min(1).max(longestReply) });

interface Options {
  readonly sendTurn: SendTurn;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
}

/** People of the support team take chats, answer and give them back, through the same queue as all turns. */
export function createTalkToVisitors({ sendTurn, audit, clock }: Options) {
  return { takeOver, reply, release };

  /** `POST conversations/{id}/takeover`. Taking what one holds already changes nothing. */
  async function takeOver(exchange: AgentExchange): Promise<void> {
    const { id } = await readOptionalJson(exchange.req, Click);
    const { user } = exchange;
    await sendTurn(exchange, id, { kind: 'takeOver', agent: agentOf(user) }, async chat => {
      if (chat.holder !== 'person') await record(user, 'take-over', chat.id);
    });
  }

  /** `POST conversations/{id}/reply` `{ "text", "id"? }`. */
  async function reply(exchange: AgentExchange): Promise<void> {
    const { id, text } = await readJson(exchange.req, Reply);
    const content = { kind: 'reply', agent: agentOf(exchange.user), text } as const;
    await sendTurn(exchange, id, content, chat => refuseSecrets(text, chat, clock.now()));
  }

  /** `POST conversations/{id}/release`: the bot goes on. */
  async function release(exchange: AgentExchange): Promise<void> {
    const { id } = await readOptionalJson(exchange.req, Click);
    const { user } = exchange;
    const othersToo = canReleaseForOthers(user);
    const content = { kind: 'release', agent: agentOf(user), othersToo } as const;
    await sendTurn(exchange, id, content, async chat => {
      if (chat.agent && (othersToo || chat.agent.id === user.id)) await record(user, 'release', chat.id);
    });
  }

  async function record({ id, name, role }: ConsoleUser, action: AuditAction, object: string): Promise<void> {
    await audit.append({ actor: { id, name, role }, action, object });
  }
}
