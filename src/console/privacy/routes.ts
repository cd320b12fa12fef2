import type { Response } from 'restify';
import { z } from 'zod';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import { HttpError } from '../../http/http-error.ts';
import { readJson, readOptionalJson } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import { ConversationId, type UserId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import { actorOf } from '../actor-of.ts';
import { sendExport } from '../exports/send-export.ts';
import { transcriptsOf } from '../exports/transcripts-of.ts';
import type { ConsoleRoute, UserExchange } from '../mount-routes.ts';
import { canCarryOutPrivacy, canTalkToVisitors } from '../policies.ts';
import type { ConsoleUser } from '../users.ts';
import { type PresentedPrivacy, type PresentedPrivacyRequest, privacyKinds } from './presented.ts';
import { type PrivacyRequest, timeToAnswer } from './privacy-request.ts';
import type { PrivacyRequests } from './privacy-requests.ts';

const NewRequest = z.object({
  kind: z.enum(privacyKinds),
  conversation: ConversationId,
  /** When it was asked for; now when left out. The clock of the law has run since. */
  askedAt: z.iso.datetime({ offset: true }).exactOptional(),
});

export interface PrivacyOptions {
  readonly store: Pick<ConversationStore, 'load' | 'list' | 'messages' | 'eraseUser' | 'timers'>;
  readonly requests: PrivacyRequests;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly retentionDays?: number | undefined;
}

/** "Hapus data saya" and "lihat data saya", by telephone or letter or in the chat, with the time that the law gives. */
export function privacyRoutes(api: string, options: PrivacyOptions): readonly ConsoleRoute[] {
  const { store, requests, audit, clock, log, retentionDays } = options;
  const path = `${api}/privacy`;
  return [
    { method: 'get', path, allows: canTalkToVisitors, handle: list },
    { method: 'post', path, allows: canTalkToVisitors, handle: record },
    { method: 'post', path: `${path}/:request/carry-out`, allows: canCarryOutPrivacy, handle: carryOut },
  ];

  async function list({ res }: UserExchange): Promise<void> {
    const timers = await store.timers();
    const answer: PresentedPrivacy = {
      requests: (await requests.all()).map(presentRequest),
      retentionDays,
      waitingInChat: timers.filter(({ name }) => name === 'erase-my-data').length,
    };
    sendJson(res, 200, answer);
  }

  /** `{ "kind", "conversation", "askedAt"? }`: whose data it is, the conversation tells. */
  async function record({ req, res, user }: UserExchange): Promise<void> {
    const { kind, conversation: id, askedAt } = await readJson(req, NewRequest);
    const now = clock.now();
    const since = askedAt === undefined ? now : Date.parse(askedAt);
    if (since > now || now - since > 10 * timeToAnswer) throw new HttpError(422);
    const conversation = await store.load(id);
    if (!conversation) throw new HttpError(404);
    const asked = { kind, conversation: id, user: conversation.user, askedAt: since };
    const request = await requests.record(asked, user);
    const details = { kind, request: request.id };
    await audit.append({ actor: actorOf(user), action: 'privacy-request', object: id, details });
    sendJson(res, 201, presentRequest(request));
  }

  /** Erases everything of the user, or answers all of it as a file. 409 when it is done already. */
  async function carryOut({ req, res, user }: UserExchange): Promise<void> {
    await readOptionalJson(req, z.object({}));
    const request = await requests.find(String(req.params.request));
    if (!request) throw new HttpError(404);
    if (request.done || request.user === undefined) throw new HttpError(409, { code: 'done-already' });
    switch (request.kind) {
      case 'erase':
        return erase(res, request, request.user, user);
      case 'access':
        return answer(res, request, request.user, user);
    }
  }

  /** Recorded first: should it fail, the request stays open and can be carried out again. */
  async function erase(
    res: Response,
    request: PrivacyRequest,
    whose: UserId,
    by: ConsoleUser,
  ): Promise<void> {
    await note('erase', request, by);
    const conversations = await store.eraseUser(whose);
    await requests.finish(request.id, by, conversations);
    sendJson(res, 200, { conversations });
  }

  async function answer(
    res: Response,
    request: PrivacyRequest,
    whose: UserId,
    by: ConsoleUser,
  ): Promise<void> {
    await note('export', request, by);
    const now = new Date(clock.now()).toISOString();
    const name = `data-pengguna-${request.id}`;
    await sendExport(res, { format: 'jsonl', transcripts: untilDone(), name, log });

    /** Done before the file ends: a file that is whole is recorded as given. */
    async function* untilDone() {
      let conversations = 0;
      for await (const transcript of transcriptsOf(store, { user: whose }, now)) {
        conversations += 1;
        yield transcript;
      }
      await requests.finish(request.id, by, conversations);
    }
  }

  async function note(action: 'erase' | 'export', request: PrivacyRequest, by: ConsoleUser): Promise<void> {
    const details = { request: request.id };
    await audit.append({ actor: actorOf(by), action, object: request.conversation ?? '', details });
  }
}

function presentRequest(request: PrivacyRequest): PresentedPrivacyRequest {
  const { done } = request;
  return {
    id: request.id,
    kind: request.kind,
    conversation: request.conversation,
    askedAt: request.askedAt,
    dueAt: request.dueAt,
    recordedBy: request.recordedBy?.name,
    done: done && { at: done.at, by: done.by?.name, conversations: done.conversations },
  };
}
