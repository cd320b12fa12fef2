import type { Request, Response } from 'restify';
import { z } from 'zod';
import { HttpError } from '../../../http/http-error.ts';
import { readJson } from '../../../http/read-body.ts';
import { sendJson } from '../../../http/respond.ts';
import { ConversationId } from '../../../ids.ts';
import { accountStatus } from '../account-status.ts';
import { cancelVerification } from '../cancel-verification.ts';
import type { Institution } from '../institution.ts';
import { findVerification, progressOf } from '../lifetimes.ts';
import { permitNotices, sendNotice, withdrawNotices } from '../notices.ts';
import type { OnceAnswer } from '../once.ts';
import { resendCode } from '../resend-code.ts';
import { sameText } from '../secrets.ts';
import { startVerification } from '../start-verification.ts';
import { afterAnswer, type Route } from './route.ts';

const by = z.enum(['sms', 'email']);
const startBody = z.strictObject({
  nik: z.string().max(64),
  kpj: z.string().max(64),
  by,
  purpose: z.enum(['diagnosis', 'new-password']),
  conversation: ConversationId,
});
const resendBody = z.strictObject({ by });

export interface ApiOptions {
  readonly institution: Institution;
  readonly apiKey: string;
  /** The address of a one-time page. */
  readonly pageOf: (verification: string) => string;
  /** Looks up and sends what was asked for; called after the answer went out. */
  readonly sendCode: (verification: string) => void;
}

/** What the bot may ask, each with the API key. */
export function apiRoutes({ institution, apiKey, pageOf, sendCode }: ApiOptions): readonly Route[] {
  const { store, clock } = institution;
  return [
    { method: 'post', path: '/v1/verifications', handle: guarded(start) },
    { method: 'post', path: '/v1/verifications/:id/resend', handle: guarded(resend) },
    { method: 'get', path: '/v1/verifications/:id', handle: guarded(progress) },
    { method: 'get', path: '/v1/verifications/:id/account', handle: guarded(account) },
    { method: 'del', path: '/v1/verifications/:id', handle: guarded(cancel) },
    {
      method: 'post',
      path: '/v1/verifications/:id/notice-permission',
      handle: guarded(byKey(permitNotices)),
    },
    { method: 'post', path: '/v1/notice-permissions/:id/notices', handle: guarded(byKey(sendNotice)) },
    { method: 'del', path: '/v1/notice-permissions/:id', handle: guarded(byKey(withdrawNotices)) },
  ];

  function guarded(handle: Route['handle']): Route['handle'] {
    return async function authorised(req, res) {
      if (!sameText(req.header('authorization', ''), `Bearer ${apiKey}`)) throw new HttpError(401);
      await handle(req, res);
    };
  }

  async function start(req: Request, res: Response): Promise<void> {
    const key = idempotencyKey(req);
    const request = await readJson(req, startBody);
    // The first two digits are the province, and there is none numbered 00.
    if (!/^(?!00)\d{16}$/.test(request.nik)) throw new HttpError(422, { code: 'malformed-nik' });
    if (!/^[0-9A-Z]{11}$/.test(request.kpj)) throw new HttpError(422, { code: 'malformed-kpj' });
    answer(res, await startVerification(institution, request, key));
  }

  async function resend(req: Request, res: Response): Promise<void> {
    const key = idempotencyKey(req);
    const body = await readJson(req, resendBody);
    const id = idOf(req);
    answer(res, await resendCode(institution, id, body.by, key));
    afterAnswer(res, () => sendCode(id));
  }

  async function progress(req: Request, res: Response): Promise<void> {
    const verification = findVerification(store.read(), idOf(req));
    if (!verification) throw new HttpError(404);
    sendJson(res, 200, { kind: progressOf(verification, clock.now()) });
  }

  async function account(req: Request, res: Response): Promise<void> {
    const id = idOf(req);
    if (!findVerification(store.read(), id)) throw new HttpError(404);
    const status = accountStatus(institution, id);
    if (!status) throw new HttpError(403, { code: 'not-verified' });
    const { segment, membership, lockedMinutes, activeOnOtherDevice, hasEmail } = status;
    sendJson(res, 200, { segment, membership, lockedMinutes, activeOnOtherDevice, hasEmail });
  }

  async function cancel(req: Request, res: Response): Promise<void> {
    answer(res, await cancelVerification(institution, idOf(req), idempotencyKey(req)));
  }

  /** An operation on what the address names, without a body. */
  function byKey(operation: typeof sendNotice): Route['handle'] {
    return async (req, res) => answer(res, await operation(institution, idOf(req), idempotencyKey(req)));
  }

  function answer(res: Response, outcome: OnceAnswer): void {
    if (outcome.kind === 'keyReused') throw new HttpError(409, { code: 'key-reused' });
    const given = outcome.answer;
    switch (given.kind) {
      case 'started': {
        const { verification, minutes } = given;
        sendJson(res, 202, { verification, page: pageOf(verification), minutes });
        afterAnswer(res, () => sendCode(verification));
        return;
      }
      case 'sent':
        sendJson(res, 202, { minutes: given.minutes });
        return;
      case 'cancelled':
        sendJson(res, 200, { kind: 'cancelled' });
        return;
      case 'permitted':
        sendJson(res, 201, { permission: given.permission });
        return;
      case 'noticeAccepted':
        sendJson(res, 202, { kind: 'accepted' });
        return;
      case 'withdrawn':
        sendJson(res, 200, { kind: 'withdrawn' });
        return;
      case 'notVerified':
        throw new HttpError(403, { code: 'not-verified' });
      case 'tooManyNotices':
        throw tooMany('too-many-notices', given.retryInSeconds);
      case 'tooSoon':
        throw tooMany('too-soon', given.retryInSeconds);
      case 'tooManyCodes':
        throw tooMany('too-many-codes', given.retryInSeconds);
      case 'over':
        throw new HttpError(410, { code: 'over' });
      case 'notFound':
        throw new HttpError(404);
    }
  }
}

function tooMany(code: string, seconds: number): HttpError {
  return new HttpError(429, { code, headers: { 'Retry-After': String(seconds) } });
}

function idOf(req: Request): string {
  return String(req.params.id ?? '');
}

function idempotencyKey(req: Request): string {
  const key = req.header('idempotency-key', '');
  if (key.length < 1 || key.length > 255) throw new HttpError(400, { code: 'idempotency-key-missing' });
  return key;
}
