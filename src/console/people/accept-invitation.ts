import type { Request } from 'restify';
import { z } from 'zod';
import type { AuditActor, AuditLog, ChangeDetails } from '../../audit/audit-log.ts';
import { clientAddress } from '../../http/client-address.ts';
import { HttpError } from '../../http/http-error.ts';
import { readJson } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import { actorOf } from '../actor-of.ts';
import type { LogInLimits } from '../log-in-limits.ts';
import type { ConsoleRoute, Exchange } from '../mount-routes.ts';
import { longestPassword } from '../passwords.ts';
import type { AddedUser } from '../users.ts';
import type { Invitations } from './invitations.ts';
import type { PresentedOffer } from './presented.ts';

const Secret = z.object({ secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });
const Acceptance = Secret.extend({
  password: z
    .string()
    .min(1)
    .max(4 * longestPassword),
});

interface Options {
  readonly invitations: Invitations;
  readonly limits: LogInLimits;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly trustProxy: boolean;
}

/** What somebody with an invitation's link may do who is nobody here yet. The secret comes in the body: addresses are logged. */
export function invitationRoutes(api: string, options: Options): readonly ConsoleRoute[] {
  const { invitations, limits, audit, trustProxy } = options;
  const [path, allows] = [`${api}/invitation`, 'everyone'] as const;
  return [
    { method: 'post', path: `${path}/look`, allows, handle: look },
    { method: 'post', path: `${path}/accept`, allows, handle: accept },
  ];

  async function look({ req, res }: Exchange): Promise<void> {
    await slowDown(req);
    const { secret } = await readJson(req, Secret);
    const invitation = await invitations.find(secret);
    if (!invitation) throw new HttpError(404);
    const answer: PresentedOffer = { email: invitation.email, role: invitation.role };
    sendJson(res, 200, answer);
  }

  /** `{ "secret", "password" }`: makes the user, who then logs in. */
  async function accept({ req, res }: Exchange): Promise<void> {
    await slowDown(req);
    const { secret, password } = await readJson(req, Acceptance);
    const added = await invitations.accept(secret, password);
    if (!added) throw new HttpError(404);
    await record(added);
    sendJson(res, 200, {});
  }

  async function record(added: AddedUser): Promise<void> {
    switch (added.kind) {
      case 'added': {
        const actor: AuditActor = actorOf(added.user);
        const details: ChangeDetails = { change: 'accepted' };
        await audit.append({ actor, action: 'change-user', object: added.user.id, details });
        return;
      }
      case 'emailTaken':
        throw new HttpError(409, { code: 'email-taken' });
      case 'passwordTooShort':
      case 'passwordTooLong':
        throw new HttpError(422, { code: 'password-unfit' });
      case 'emailUnreadable':
      case 'nameUnreadable':
        throw new HttpError(422);
    }
  }

  function slowDown(req: Request): Promise<void> {
    return limits.tryAddress(clientAddress(req, trustProxy));
  }
}
