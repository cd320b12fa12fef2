import { z } from 'zod';
import type { AuditLog } from '../../audit/audit-log.ts';
import { HttpError } from '../../http/http-error.ts';
import { readJson } from '../../http/read-body.ts';
import type { Clock } from '../../time-and-chance.ts';
import { canReleaseForOthers, canTalkToVisitors } from '../policies.ts';
import { refuseSecrets } from '../refuse-secrets.ts';
import { type AgentExchange, agentOf, type SendTurn } from '../send-turn.ts';
import { ClickId } from '../talk-to-visitors.ts';
import { ConsoleUserId, type ConsoleUsers } from '../users.ts';

const longestNote = 2_000;

const Noting = z.object({ id: ClickId, text: z.string().trim().min(1).max(longestNote) });

/** Words only: what could be markup, a formula or a path is no tag. */
const Tag = z
  .string()
  .transform(text => text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' '))
  .pipe(z.string().regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} -]{0,29}$/u));

const atOnce = 12;
const Tagging = z.object({
  id: ClickId,
  add: z.array(Tag).max(atOnce).default([]),
  /** Also one that somebody has written otherwise before there were rules. */
  remove: z.array(z.string().max(100)).max(atOnce).default([]),
});

const Assigning = z.object({ id: ClickId, colleague: ConsoleUserId.nullable() });

interface Options {
  readonly sendTurn: SendTurn;
  readonly users: ConsoleUsers;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
}

/** What the team does beside a chat or with it, never heard by its visitor except that a colleague goes on. */
export function createChangeDesk({ sendTurn, users, audit, clock }: Options) {
  return { note, tag, assign };

  /** `POST conversations/{id}/notes` `{ "text", "id"? }`. */
  async function note(exchange: AgentExchange): Promise<void> {
    const { id, text } = await readJson(exchange.req, Noting);
    const content = { kind: 'note', agent: agentOf(exchange.user), text } as const;
    await sendTurn(exchange, id, content, chat => refuseSecrets(text, chat, clock.now()));
  }

  /** `POST conversations/{id}/tags` `{ "add"?: [tag], "remove"?: [tag], "id"? }`. */
  async function tag(exchange: AgentExchange): Promise<void> {
    const { id, add, remove } = await readJson(exchange.req, Tagging);
    const content = { kind: 'tag', agent: agentOf(exchange.user), add, remove } as const;
    await sendTurn(exchange, id, content, chat => refuseSecrets(add.join(', '), chat, clock.now()));
  }

  /** `POST conversations/{id}/assign` `{ "colleague": user's id or null, "id"? }`. */
  async function assign(exchange: AgentExchange): Promise<void> {
    const { id, colleague } = await readJson(exchange.req, Assigning);
    const { user } = exchange;
    const othersToo = canReleaseForOthers(user);
    const to = colleague === null ? undefined : await colleagueOf(colleague);
    const content = { kind: 'assign', agent: agentOf(user), to, othersToo } as const;
    await sendTurn(exchange, id, content, async chat => {
      const actor = { id: user.id, name: user.name, role: user.role };
      const may = !chat.agent || othersToo || chat.agent.id === user.id;
      const details = { to: to?.id ?? '' };
      if (may) await audit.append({ actor, action: 'assign', object: chat.id, details });
    });
  }

  async function colleagueOf(id: ConsoleUserId) {
    const found = await users.find(id);
    if (!found || found.disabled || !canTalkToVisitors(found))
      throw new HttpError(422, { code: 'nobody-to-assign' });
    return agentOf(found);
  }
}
