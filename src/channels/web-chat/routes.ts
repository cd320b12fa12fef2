import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import type { Receive } from '../../bot/inbound-message.ts';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import { type ErasureRecord, eraseOnRequest, noErasureRecord } from '../../conversations/erase-on-request.ts';
import { clientAddress } from '../../http/client-address.ts';
import { HttpError } from '../../http/http-error.ts';
import { readJson, readOptionalJson } from '../../http/read-body.ts';
import { sendError, sendJson, sendNothing } from '../../http/respond.ts';
import type { ConversationId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { Clock, Random } from '../../time-and-chance.ts';
import { acceptStreams } from './accept-streams.ts';
import { defaultNames, type Names } from './activity.ts';
import { createAdmission } from './admission.ts';
import { createGate } from './authorise.ts';
import { createHistory, readWatermark } from './history.ts';
import { createLimits, defaultLimits, type LimitSizes } from './limits.ts';
import { createOriginPolicy } from './origins.ts';
import { createPostActivity, IncomingActivity } from './post-activity.ts';
import { readUpload } from './read-upload.ts';
import type { Resume } from './resume.ts';
import { createSessions } from './sessions.ts';
import { createStreams } from './streams.ts';
import type { Grant, Tokens } from './tokens.ts';

export interface WebChatOptions {
  readonly store: ConversationStore;
  readonly receive: Receive;
  readonly tokens: Tokens;
  readonly resume: Resume;
  /** With it a site's own server may ask for tokens. */
  readonly directLineSecret: string;
  readonly widgetOrigins: readonly string[];
  readonly development: boolean;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Unset: addresses are made of the Host header. */
  readonly publicUrl?: string | undefined;
  readonly trustProxy?: boolean;
  readonly limits?: LimitSizes;
  readonly names?: Names;
  /** The visitor of the conversation is writing at this moment. */
  readonly visitorWrites?: (conversation: ConversationId) => void;
  /** By default nobody records what visitors wanted erased. */
  readonly erasures?: ErasureRecord;
}

export interface WebChat {
  /** Shows "is writing" in every open window of the conversation. */
  typing(conversation: ConversationId): void;
  /** Sends every socket away, for a shutdown. */
  close(): void;
}

type Handler = (req: Request, res: Response) => Promise<void>;

/** Direct Line 3.0 below `/v3/directline`, for the widget of the website and for Microsoft's own clients. */
export function mountWebChat(
  server: Server,
  {
    store,
    receive,
    tokens,
    resume,
    directLineSecret,
    widgetOrigins,
    development,
    clock,
    random,
    log,
    publicUrl,
    trustProxy = false,
    limits: sizes = defaultLimits,
    names = defaultNames,
    visitorWrites = () => {},
    erasures = noErasureRecord,
  }: WebChatOptions,
): WebChat {
  const limits = createLimits(sizes);
  const admission = createAdmission({ clock, log, usual: sizes.messagesAtOnce });
  const allows = createOriginPolicy({ development, widgetOrigins, publicUrl });
  const visitorOf = async (id: ConversationId) => (await store.load(id))?.user;
  const gate = createGate({ tokens, allows, directLineSecret, visitorOf });
  const streams = createStreams({ store, clock, log, sizes, names });
  const post = createPostActivity({ store, receive, random });
  const history = createHistory({ store, log, names });
  const sessions = createSessions({
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
  });

  const base = '/v3/directline';
  server.opts(`${base}/*`, welcome(preflight));
  server.post(`${base}/tokens/generate`, welcome(sessions.generate));
  server.post(`${base}/tokens/refresh`, welcome(sessions.refresh));
  server.post(`${base}/conversations`, welcome(sessions.start));
  server.get(`${base}/conversations/:id`, welcome(sessions.reconnect));
  server.get(`${base}/conversations/:id/activities`, welcome(poll));
  server.post(`${base}/conversations/:id/activities`, welcome(postActivity));
  server.post(`${base}/conversations/:id/typing`, welcome(typing));
  server.post(`${base}/conversations/:id/upload`, welcome(upload));
  server.post(`${base}/conversations/:id/erase`, welcome(erase));
  // Enhanced authentication, which we do not have; the official client asks and is content with this.
  server.get(`${base}/session/getsessionid`, welcome(nothingHere));
  acceptStreams(server, { base, gate, allows, streams });
  return { typing: streams.typing, close: streams.close };

  async function poll(req: Request, res: Response): Promise<void> {
    const grant = await gate.grantFor(req, req.params.id);
    const watermark = readWatermark(new URLSearchParams(req.getQuery()).get('watermark'));
    const { activities, watermark: next } = await history(grant, watermark);
    sendJson(res, 200, { activities, watermark: next });
  }

  /** Beside the queue of those who wait for an answer: nobody waits for this one. */
  async function typing(req: Request, res: Response): Promise<void> {
    const { conversation } = await gate.grantFor(req, req.params.id);
    await limits.typing(conversation);
    await readOptionalJson(req, z.object({}));
    visitorWrites(conversation);
    sendJson(res, 200, {});
  }

  /** "Hapus data saya": the chat is gone from here on, and so is every way back to it. */
  async function erase(req: Request, res: Response): Promise<void> {
    const grant = await allowPost(req);
    const { conversation, user } = grant;
    await eraseOnRequest({ store, erasures, log }, { conversation, user });
    await resume.revokeUser(grant.user);
    sendJson(res, 200, { erased: true });
  }

  async function postActivity(req: Request, res: Response): Promise<void> {
    admission.turnAwayWhenFull();
    const grant = await allowPost(req);
    const activity = await readJson(req, IncomingActivity);
    if (activity.type === 'typing') visitorWrites(grant.conversation);
    sendJson(res, 200, { id: await admission.enter(() => post.activity(grant, activity)) });
  }

  async function upload(req: Request, res: Response): Promise<void> {
    admission.turnAwayWhenFull();
    const grant = await allowPost(req);
    const { clientActivityId } = await readUpload(req);
    sendJson(res, 200, { id: await admission.enter(() => post.file(grant, clientActivityId)) });
  }

  async function allowPost(req: Request): Promise<Grant> {
    const grant = await gate.grantFor(req, req.params.id);
    await limits.post(clientAddress(req, trustProxy), grant.conversation);
    return grant;
  }

  /** Turns unwelcome pages away before anything else; every answer, also a refusal, can be read by a welcome one. */
  function welcome(handler: Handler): Handler {
    return async (req, res) => {
      gate.origin(req, res);
      try {
        await handler(req, res);
      } catch (error) {
        if (!(error instanceof HttpError) || error.status !== 404) throw error;
        // Without an id of its own, so that a foreign conversation and one that never existed look the same.
        sendError(res, error, 'not-found');
      }
    };
  }
}

async function preflight(_req: Request, res: Response): Promise<void> {
  sendNothing(res, {
    'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
    'Access-Control-Allow-Headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with, accept',
    'Access-Control-Max-Age': '600',
  });
}

async function nothingHere(): Promise<void> {
  throw new HttpError(404);
}
