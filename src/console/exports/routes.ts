import type { Request, Response } from 'restify';
import { z } from 'zod';
import type { AuditActor, AuditLog } from '../../audit/audit-log.ts';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import { formatNames } from '../../conversations/transcripts/formats.ts';
import { HttpError } from '../../http/http-error.ts';
import { readJson } from '../../http/read-body.ts';
import { ConversationId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import { actorOf, actorOfToken } from '../actor-of.ts';
import { readListQuery } from '../list-parameters.ts';
import type { ConsoleRoute, Exchange, UserExchange } from '../mount-routes.ts';
import { canExport } from '../policies.ts';
import type { ApiTokens } from '../tokens/api-tokens.ts';
import { sendExport } from './send-export.ts';
import { transcriptsOf } from './transcripts-of.ts';

const One = z.object({ format: z.enum(formatNames) });
const Many = One.extend({ filter: z.string().max(2_000).default('') });

export interface ExportOptions {
  readonly store: Pick<ConversationStore, 'load' | 'list' | 'messages'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly tokens: Pick<ApiTokens, 'bearer'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Transcripts as files. All are POST, because an export is recorded. */
export function exportRoutes(api: string, options: ExportOptions): readonly ConsoleRoute[] {
  const { store, audit, tokens, clock, log } = options;
  return [
    { method: 'post', path: `${api}/conversations/export`, allows: canExport, handle: exportSome },
    { method: 'post', path: `${api}/conversations/:id/export`, allows: canExport, handle: exportOne },
    { method: 'post', path: `${api}/export`, allows: 'tokenBearers', handle: exportToProgram },
  ];

  /** `{ "format" }`. */
  async function exportOne({ req, res, user }: UserExchange): Promise<void> {
    const { format } = await readJson(req, One);
    const id = ConversationId.safeParse(req.params.id).data;
    const conversation = id && (await store.load(id));
    if (!conversation) throw new HttpError(404);
    const messages = await store.messages(conversation.id);
    await audit.append({
      actor: actorOf(user),
      action: 'export',
      object: conversation.id,
      details: { format },
    });
    const transcripts = only({ summary: conversation, messages });
    await sendExport(res, { format, transcripts, name: `percakapan-${conversation.id}`, log });
  }

  /** `{ "format", "filter"? }`; `filter` is what stands behind the `?` of the list's address. */
  async function exportSome({ req, res, user }: UserExchange): Promise<void> {
    await exportFor(req, res, actorOf(user));
  }

  /** The same for a program with a token. */
  async function exportToProgram({ req, res }: Exchange): Promise<void> {
    const token = await tokens.bearer(req.headers.authorization, 'transcripts');
    if (!token) throw new HttpError(401);
    await exportFor(req, res, actorOfToken(token));
  }

  async function exportFor(req: Request, res: Response, actor: AuditActor): Promise<void> {
    const { format, filter } = await readJson(req, Many);
    const { limit: _, cursor: __, ...query } = readListQuery(filter);
    // Which conditions, not the words that were looked for: those may be somebody's name.
    const details = { format, by: Object.keys(query).sort().join(' ') };
    await audit.append({ actor, action: 'export', object: 'conversations', details });
    const now = new Date(clock.now()).toISOString();
    const transcripts = transcriptsOf(store, query, now);
    await sendExport(res, { format, transcripts, name: `percakapan-${now.slice(0, 10)}`, log });
  }
}

async function* only<T>(one: T): AsyncGenerator<T> {
  yield one;
}
