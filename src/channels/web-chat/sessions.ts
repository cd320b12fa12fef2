import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'restify';
import { z } from 'zod';
import type { Receive } from '../../bot/inbound-message.ts';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import { Failure } from '../../failure.ts';
import { clientAddress } from '../../http/client-address.ts';
import { HttpError } from '../../http/http-error.ts';
import { check, readOptionalJson } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import { type ConversationId, DedupeKey } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { Random } from '../../time-and-chance.ts';
import type { Admission } from './admission.ts';
import type { Gate } from './authorise.ts';
import { type ReadHistory, readWatermark } from './history.ts';
import type { Limits } from './limits.ts';
import type { Resume } from './resume.ts';
import { type Grant, type Tokens, tokenLifetime } from './tokens.ts';
import { type Admitted, admit, GivenUserId, TokenRequest } from './visitors.ts';

export interface SessionOptions {
  readonly gate: Gate;
  readonly limits: Limits;
  readonly tokens: Tokens;
  readonly resume: Resume;
  readonly store: ConversationStore;
  readonly history: ReadHistory;
  readonly receive: Receive;
  /** A greeting is a turn like any other, and takes its place among them. */
  readonly admission: Admission;
  readonly random: Random;
  readonly log: Log;
  readonly publicUrl: string | undefined;
  readonly trustProxy: boolean;
}

/** The handlers that begin, resume and prolong a visit. Shapes of the answers: Direct Line 3.0. */
export function createSessions({
  gate,
  limits,
  tokens,
  resume,
  store,
  history,
  receive,
  admission,
  random,
  log,
  publicUrl,
  trustProxy,
}: SessionOptions) {
  /** New conversations of visitors whose earlier one cannot be read; the greeting tells them. */
  const replacing = new Set<ConversationId>();
  return { generate, start, reconnect, refresh };

  /** `POST /tokens/generate`; the answer's `resume` is ours, official clients ignore it. */
  async function generate(req: Request, res: Response): Promise<void> {
    const { origin } = req.headers;
    const byServer = gate.isServer(req);
    if (!byServer && (origin === undefined || req.headers.authorization !== undefined))
      throw new HttpError(403);
    if (!byServer) await limits.visitor(clientAddress(req, trustProxy));
    const request = await readOptionalJson(req, TokenRequest);
    const { visitor, secret } = byServer ? await admitForServer(request) : await admitHere(request);
    const origins = origin === undefined ? (request.trustedOrigins ?? []) : [origin];
    const grant = { ...visitor, origins };
    const answer = request.start ? await openAtOnce(grant, req) : ticket(visitor, await tokens.issue(grant));
    sendJson(res, 200, { ...answer, resume: secret });
  }

  /** `POST /conversations`: the first one of a conversation lets the bot greet. */
  async function start(req: Request, res: Response): Promise<void> {
    await readOptionalJson(req, z.unknown());
    if (gate.isServer(req)) {
      const { visitor, secret } = await admitForServer({});
      const answer = await openChat({ ...visitor, origins: [] }, req);
      sendJson(res, 201, { ...answer, resume: secret });
      return;
    }
    const grant = await gate.grant(req);
    const known = (await store.load(grant.conversation)) !== undefined;
    sendJson(res, known ? 200 : 201, known ? await chat(grant, req) : await openChat(grant, req));
  }

  /** `GET /conversations/{id}?watermark=`: a client that lost its socket, or a page that was loaded again. */
  async function reconnect(req: Request, res: Response): Promise<void> {
    const grant = await gate.grantFor(req, req.params.id);
    const watermark = readWatermark(new URLSearchParams(req.getQuery()).get('watermark'));
    sendJson(res, 200, await chat(grant, req, watermark));
  }

  /** `POST /tokens/refresh` */
  async function refresh(req: Request, res: Response): Promise<void> {
    const grant = await gate.grant(req);
    sendJson(res, 200, ticket(grant, await tokens.issue(grant)));
  }

  async function admitHere(request: TokenRequest): Promise<Admitted> {
    const admitted = await admit(request, { resume, random });
    if (!(await isDamaged(store, admitted.visitor.conversation))) return admitted;
    const anew = await admit({ resume: admitted.secret, startOver: true }, { resume, random });
    replacing.add(anew.visitor.conversation);
    return anew;
  }

  function admitForServer(request: TokenRequest): Promise<Admitted> {
    const given = request.user?.id;
    return admit(request, { resume, random, wanted: given ? check(GivenUserId, given) : undefined });
  }

  async function openChat(grant: Grant, req: IncomingMessage) {
    // A chat without a greeting is better than none: the official client gives up for good when this request fails.
    await greet(grant).catch(() => {});
    return chat(grant, req);
  }

  /** Throws only when too many are there already; whatever else fails leaves a chat without a greeting. */
  async function greet({ conversation, user }: Grant): Promise<void> {
    const dedupeKey = DedupeKey.parse(`join:${conversation}`);
    const historyLost = replacing.delete(conversation);
    const content = { kind: 'join', ...(historyLost && { historyLost }) } as const;
    await admission.enter(() =>
      receive({ conversation, channel: 'web', user, dedupeKey, content }).catch(error =>
        log.error('greeting failed', { conversation, channel: 'web', error }),
      ),
    );
  }

  /** What otherwise takes three requests, one after the other: too many for a phone on a bad network. */
  async function openAtOnce(grant: Grant, req: IncomingMessage) {
    if ((await store.load(grant.conversation)) === undefined) await greet(grant);
    const { activities, watermark } = await history(grant, 0);
    return { ...(await chat(grant, req, Number(watermark))), activities, watermark };
  }

  async function chat(grant: Grant, req: IncomingMessage, watermark = 0) {
    const token = await tokens.issue(grant);
    return { ...ticket(grant, token), streamUrl: streamUrl(grant, token, req, watermark) };
  }

  function streamUrl(
    { conversation }: Grant,
    token: string,
    req: IncomingMessage,
    watermark: number,
  ): string {
    const base = (publicUrl ?? `http://${req.headers.host ?? 'localhost'}`).replace(/\/$/, '');
    const query = new URLSearchParams({ t: token, ...(watermark > 0 && { watermark: String(watermark) }) });
    return `${base.replace(/^http/, 'ws')}/v3/directline/conversations/${conversation}/stream?${query}`;
  }
}

async function isDamaged(store: ConversationStore, id: ConversationId): Promise<boolean> {
  try {
    await store.load(id);
    return false;
  } catch (error) {
    if (error instanceof Failure && error.code === 'document-damaged') return true;
    throw error;
  }
}

function ticket({ conversation }: Pick<Grant, 'conversation'>, token: string) {
  return { conversationId: conversation, token, expires_in: tokenLifetime };
}
