import type { IncomingMessage } from 'node:http';
import type { Response } from 'restify';
import { equalSecrets } from '../../http/equal-secrets.ts';
import { HttpError } from '../../http/http-error.ts';
import { ConversationId, type UserId } from '../../ids.ts';
import type { OriginPolicy } from './origins.ts';
import type { Grant, Tokens } from './tokens.ts';

export interface Gate {
  /**
   * The page that asks, if a page asks. Allows it to read the answer; throws `HttpError` 403 for a page of a site that is
   * not welcome. Servers and command-line clients send no Origin.
   */
  origin(req: IncomingMessage, res: Response): string | undefined;
  /** Did the caller bring the Direct Line secret? */
  isServer(req: IncomingMessage): boolean;
  /** Throws `HttpError` 403 for a missing, forged, expired or stolen token: the official client then asks for a new one. */
  grant(req: IncomingMessage): Promise<Grant>;
  /**
   * As `grant`; the token of another conversation throws 404, whether or not the conversation asked for exists. A server
   * with the secret speaks for the visitor of any conversation.
   */
  grantFor(req: IncomingMessage, conversation: string): Promise<Grant>;
  /** The same for a token that does not come in a header. */
  check(token: string, origin: string | undefined, conversation: string): Promise<Grant>;
}

export interface GateOptions {
  readonly tokens: Tokens;
  readonly allows: OriginPolicy;
  readonly directLineSecret: string;
  /** Whose conversation it is; `undefined` if there is none. */
  readonly visitorOf: (conversation: ConversationId) => Promise<UserId | undefined>;
}

export function createGate({ tokens, allows, directLineSecret, visitorOf }: GateOptions): Gate {
  return { origin, isServer, grant, grantFor, check };

  function origin(req: IncomingMessage, res: Response): string | undefined {
    const asked = req.headers.origin;
    // Caches must not hand one site's answer to another.
    res.setHeader('Vary', 'Origin');
    if (asked === undefined) return undefined;
    if (!allows(asked)) throw new HttpError(403);
    res.setHeader('Access-Control-Allow-Origin', asked);
    res.setHeader('Access-Control-Expose-Headers', 'Retry-After');
    return asked;
  }

  function isServer(req: IncomingMessage): boolean {
    // Visitors bring tokens, which are far longer; how long the secret is is no secret.
    const given = bearer(req);
    return given.length === directLineSecret.length && equalSecrets(given, directLineSecret);
  }

  function grant(req: IncomingMessage): Promise<Grant> {
    return open(bearer(req), req.headers.origin);
  }

  async function grantFor(req: IncomingMessage, conversation: string): Promise<Grant> {
    if (isServer(req)) return grantOfServer(conversation);
    return check(bearer(req), req.headers.origin, conversation);
  }

  async function grantOfServer(id: string): Promise<Grant> {
    const conversation = ConversationId.safeParse(id).data;
    const user = conversation && (await visitorOf(conversation));
    if (!user) throw new HttpError(404);
    return { conversation, user, origins: [] };
  }

  async function check(token: string, from: string | undefined, conversation: string): Promise<Grant> {
    const grant = await open(token, from);
    if (grant.conversation !== conversation) throw new HttpError(404);
    return grant;
  }

  async function open(token: string, from: string | undefined): Promise<Grant> {
    const checked = await tokens.verify(token);
    if (checked.kind !== 'valid' || !mayUse(checked.grant, from)) throw new HttpError(403);
    return checked.grant;
  }
}

function mayUse({ origins }: Grant, from: string | undefined): boolean {
  return from === undefined || origins.length === 0 || origins.includes(from);
}

/** Empty when there is none: no token and no secret is empty. */
function bearer(req: IncomingMessage): string {
  const [scheme, credentials = '', ...rest] = (req.headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && rest.length === 0 ? credentials : '';
}
