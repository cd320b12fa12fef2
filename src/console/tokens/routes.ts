import { z } from 'zod';
import type { AuditLog, ChangeDetails } from '../../audit/audit-log.ts';
import { HttpError } from '../../http/http-error.ts';
import { readJson, readOptionalJson } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import { actorOf } from '../actor-of.ts';
import type { ConsoleRoute, UserExchange } from '../mount-routes.ts';
import { canManagePeople } from '../policies.ts';
import type { ApiToken, ApiTokens } from './api-tokens.ts';
import type { PresentedNewToken, PresentedToken, PresentedTokens } from './presented.ts';
import { scopes } from './scopes.ts';

const NewToken = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^[^\p{Cc}\p{Cf}]+$/u),
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
  /** A year at the most: then somebody has to ask whether it is still wanted. */
  days: z.int().min(1).max(365),
});

interface Options {
  readonly tokens: ApiTokens;
  readonly audit: Pick<AuditLog, 'append'>;
}

export function tokenRoutes(api: string, { tokens, audit }: Options): readonly ConsoleRoute[] {
  const [path, allows] = [`${api}/tokens`, canManagePeople];
  return [
    { method: 'get', path, allows, handle: list },
    { method: 'post', path, allows, handle: create },
    { method: 'post', path: `${path}/:token/revoke`, allows, handle: revoke },
  ];

  async function list({ res }: UserExchange): Promise<void> {
    const answer: PresentedTokens = { tokens: (await tokens.all()).map(presentToken) };
    sendJson(res, 200, answer);
  }

  /** `{ "name", "scopes", "days" }`. */
  async function create({ req, res, user }: UserExchange): Promise<void> {
    const wanted = await readJson(req, NewToken);
    const { token, text } = await tokens.create(user, { ...wanted, scopes: [...new Set(wanted.scopes)] });
    const details: ChangeDetails = {
      change: 'token-made',
      scopes: token.scopes.join(' '),
      days: wanted.days,
    };
    await audit.append({ actor: actorOf(user), action: 'change-setting', object: token.id, details });
    const answer: PresentedNewToken = { text, token: presentToken(token) };
    sendJson(res, 201, answer);
  }

  async function revoke({ req, res, user }: UserExchange): Promise<void> {
    await readOptionalJson(req, z.object({}));
    const id = String(req.params.token);
    if ((await tokens.revoke(id)) === 'absent') throw new HttpError(404);
    const details: ChangeDetails = { change: 'token-revoked' };
    await audit.append({ actor: actorOf(user), action: 'change-setting', object: id, details });
    sendJson(res, 200, {});
  }
}

function presentToken(token: ApiToken): PresentedToken {
  return {
    id: token.id,
    name: token.name,
    scopes: token.scopes,
    createdBy: token.createdBy.name,
    createdAt: token.createdAt,
    expiresAt: token.expiresAt,
    lastUsedAt: token.lastUsedAt,
    revokedAt: token.revokedAt,
  };
}
