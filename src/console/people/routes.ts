import { z } from 'zod';
import type { AuditLog, ChangeDetails } from '../../audit/audit-log.ts';
import { HttpError } from '../../http/http-error.ts';
import { readJson, readOptionalJson } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import type { Clock } from '../../time-and-chance.ts';
import { actorOf } from '../actor-of.ts';
import { DisplayName } from '../display-name.ts';
import type { ConsoleRoute, UserExchange } from '../mount-routes.ts';
import { canManagePeople } from '../policies.ts';
import { roles } from '../roles.ts';
import { type ConsoleUser, ConsoleUserId, type ConsoleUsers, foldEmail } from '../users.ts';
import type { Invitation, Invitations } from './invitations.ts';
import type {
  PresentedColleague,
  PresentedInvitation,
  PresentedNewInvitation,
  PresentedPeople,
} from './presented.ts';

const Role = z.object({ role: z.enum(roles) });
const Invite = Role.extend({ email: z.string().max(254), name: DisplayName.exactOptional() });
const Nothing = z.object({});

export interface PeopleOptions {
  readonly users: ConsoleUsers;
  readonly invitations: Invitations;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
}

/** Who works with the console. Nobody changes themselves here, so the last admin stays one. */
export function peopleRoutes(api: string, options: PeopleOptions): readonly ConsoleRoute[] {
  const { users, invitations, audit, clock } = options;
  const [path, allows] = [`${api}/people`, canManagePeople];
  return [
    { method: 'get', path, allows, handle: list },
    { method: 'post', path: `${path}/:user/role`, allows, handle: changeRole },
    { method: 'post', path: `${path}/:user/disable`, allows, handle: disable },
    { method: 'post', path: `${path}/:user/enable`, allows, handle: enable },
    { method: 'post', path: `${path}/:user/reset-second-factor`, allows, handle: resetSecondFactor },
    { method: 'post', path: `${api}/invitations`, allows, handle: invite },
    { method: 'post', path: `${api}/invitations/:invitation/revoke`, allows, handle: revoke },
  ];

  async function list({ res }: UserExchange): Promise<void> {
    const answer: PresentedPeople = {
      users: (await users.all()).map(presentColleague),
      invitations: (await invitations.open()).map(presentInvitation),
    };
    sendJson(res, 200, answer);
  }

  async function changeRole(exchange: UserExchange): Promise<void> {
    const { role } = await readJson(exchange.req, Role);
    await change(exchange, { change: 'role', role }, user => ({ ...user, role }));
  }

  async function disable(exchange: UserExchange): Promise<void> {
    await readOptionalJson(exchange.req, Nothing);
    await change(exchange, { change: 'disabled' }, user => ({
      ...user,
      disabled: true,
      sessionsFrom: now(),
    }));
  }

  async function enable(exchange: UserExchange): Promise<void> {
    await readOptionalJson(exchange.req, Nothing);
    await change(exchange, { change: 'enabled' }, user => ({ ...user, disabled: false }));
  }

  async function resetSecondFactor(exchange: UserExchange): Promise<void> {
    await readOptionalJson(exchange.req, Nothing);
    const without = ({ factor: _, enrolling: __, ...user }: ConsoleUser) => ({
      ...user,
      sessionsFrom: now(),
    });
    await change(exchange, { change: 'second-factor-off' }, without);
  }

  /** Recorded first. Throws `HttpError` 404, and 409 for oneself. */
  async function change(
    { req, res, user: admin }: UserExchange,
    details: ChangeDetails,
    next: (user: ConsoleUser) => ConsoleUser,
  ): Promise<void> {
    const id = ConsoleUserId.safeParse(req.params.user).data;
    const user = id && (await users.find(id));
    if (!user) throw new HttpError(404);
    if (user.id === admin.id) throw new HttpError(409, { code: 'yourself' });
    await audit.append({ actor: actorOf(admin), action: 'change-user', object: user.id, details });
    const changed = await users.change(user.id, next);
    sendJson(res, 200, presentColleague(changed ?? user));
  }

  /** `{ "email", "role", "name"? }`: answers the secret of a link, once. */
  async function invite({ req, res, user: admin }: UserExchange): Promise<void> {
    const { email: given, role, name } = await readJson(req, Invite);
    const email = foldEmail(given);
    if (!z.email().safeParse(email).success) throw new HttpError(422, { code: 'email-unreadable' });
    if ((await users.all()).some(user => user.email === email))
      throw new HttpError(409, { code: 'email-taken' });
    const { secret, invitation } = await invitations.invite({ email, role, name });
    const details: ChangeDetails = { change: 'invited', role };
    await audit.append({ actor: actorOf(admin), action: 'change-user', object: invitation.id, details });
    const answer: PresentedNewInvitation = { secret, invitation: presentInvitation(invitation) };
    sendJson(res, 201, answer);
  }

  async function revoke({ req, res, user: admin }: UserExchange): Promise<void> {
    const id = String(req.params.invitation);
    if (!(await invitations.revoke(id))) throw new HttpError(404);
    const details: ChangeDetails = { change: 'invitation-revoked' };
    await audit.append({ actor: actorOf(admin), action: 'change-user', object: id, details });
    sendJson(res, 200, {});
  }

  function now(): string {
    return new Date(clock.now()).toISOString();
  }
}

function presentColleague(user: ConsoleUser): PresentedColleague {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    disabled: user.disabled,
    secondFactor: user.factor !== undefined,
    createdAt: user.createdAt,
  };
}

function presentInvitation({ id, email, role, expiresAt }: Invitation): PresentedInvitation {
  return { id, email, role, expiresAt };
}
