import { z } from 'zod';
import { HttpError } from '../../http/http-error.ts';
import { readJson, readOptionalJson } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import type { ConsoleRoute, UserExchange } from '../mount-routes.ts';
import { canSeeThemselves } from '../policies.ts';
import type { AccountOptions } from './account-options.ts';
import type { PresentedRecoveryCodes, PresentedSecret } from './presented.ts';

const Code = z.object({ totp: z.string().min(1).max(32) });

/** Everybody may have a second factor; admins get their rights with it only. */
export function secondFactorRoutes(path: string, options: AccountOptions): readonly ConsoleRoute[] {
  const { users, secondFactors, proveAgain, startAnew, record } = options;
  const allows = canSeeThemselves;
  return [
    { method: 'post', path: `${path}/begin`, allows, handle: begin },
    { method: 'post', path: `${path}/confirm`, allows, handle: confirm },
    { method: 'post', path: `${path}/remove`, allows, handle: remove },
    { method: 'post', path: `${path}/recovery-codes`, allows, handle: renewRecoveryCodes },
  ];

  /** A secret for the app. 409 while there is a second factor: a session that somebody else uses must not replace it. */
  async function begin({ req, res, user }: UserExchange): Promise<void> {
    await readOptionalJson(req, z.object({}));
    if (user.factor) throw new HttpError(409, { code: 'second-factor-on' });
    const answer: PresentedSecret = { secret: await secondFactors.begin(user.id) };
    sendJson(res, 200, answer);
  }

  /** `{ "totp" }`. All sessions end, and this browser gets a new one. */
  async function confirm({ req, res, user }: UserExchange): Promise<void> {
    const { totp } = await readJson(req, Code);
    const confirmed = await secondFactors.confirm(user.id, totp);
    switch (confirmed.kind) {
      case 'absent':
        throw new HttpError(409, { code: 'nothing-begun' });
      case 'refused':
        throw new HttpError(422, { code: 'proof-refused' });
      case 'confirmed': {
        await record(user, 'second-factor-on');
        const answer: PresentedRecoveryCodes = { recoveryCodes: confirmed.recoveryCodes };
        sendJson(res, 200, answer, await startAnew(req, user));
      }
    }
  }

  /** `{ "totp" }`. An admin has the rights of an editor until there is a new one. */
  async function remove({ req, res, user }: UserExchange): Promise<void> {
    const { totp } = await readJson(req, Code);
    await proveAgain(req, user, () => secondFactors.accepts(user.id, totp));
    await record(user, 'second-factor-off');
    await users.change(user.id, ({ factor: _, enrolling: __, ...rest }) => rest);
    sendJson(res, 200, {});
  }

  async function renewRecoveryCodes({ req, res, user }: UserExchange): Promise<void> {
    const { totp } = await readJson(req, Code);
    await proveAgain(req, user, () => secondFactors.accepts(user.id, totp));
    await record(user, 'recovery-codes');
    const answer: PresentedRecoveryCodes = {
      recoveryCodes: await secondFactors.renewRecoveryCodes(user.id),
    };
    sendJson(res, 200, answer);
  }
}
