import { z } from 'zod';
import type { Shelf } from '../../storage/shelf.ts';
import { type Clock, newSecret, type Random } from '../../time-and-chance.ts';
import { type Role, roles } from '../roles.ts';
import { hashOf } from '../sessions.ts';
import type { AddedUser, ConsoleUsers } from '../users.ts';

/** A place that waits for somebody: whoever has the link chooses the password. */
export const Invitation = z.strictObject({
  /** Hash of the secret in the link. */
  id: z.string(),
  email: z.string(),
  name: z.string().exactOptional(),
  role: z.enum(roles),
  /** ISO 8601, UTC, both. */
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type Invitation = Readonly<z.infer<typeof Invitation>>;

/** Three days: over a weekend. */
export const invitationLasts = 3 * 24 * 60 * 60_000;

interface Options {
  readonly shelf: Shelf<Invitation>;
  readonly users: Pick<ConsoleUsers, 'add'>;
  readonly clock: Clock;
  readonly random: Random;
}

export type Invitations = ReturnType<typeof createInvitations>;

/** Links that make a user once, within three days. */
export function createInvitations({ shelf, users, clock, random }: Options) {
  return { invite, open, find, revoke, accept };

  /** Answers the secret of the link; it is not kept. */
  async function invite(whom: { email: string; name?: string | undefined; role: Role }) {
    const secret = newSecret(random);
    const now = clock.now();
    const invitation: Invitation = {
      id: hashOf(secret),
      email: whom.email,
      ...(whom.name !== undefined && { name: whom.name }),
      role: whom.role,
      createdAt: new Date(now).toISOString(),
      expiresAt: new Date(now + invitationLasts).toISOString(),
    };
    await shelf.change(invitation.id, () => invitation);
    return { secret, invitation };
  }

  /** The newest first; what is over is forgotten on the way. */
  async function open(): Promise<readonly Invitation[]> {
    const all = await shelf.all();
    for (const { id } of all.filter(isOver)) await shelf.change(id, () => undefined);
    return all.filter(one => !isOver(one)).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  }

  async function find(secret: string): Promise<Invitation | undefined> {
    const invitation = await shelf.get(hashOf(secret));
    return invitation && !isOver(invitation) ? invitation : undefined;
  }

  /** Was there one? */
  async function revoke(id: string): Promise<boolean> {
    let there = false;
    await shelf.change(id, before => {
      there = before !== undefined;
      return undefined;
    });
    return there;
  }

  /** `undefined`: there is no such invitation (any more). What is wrong with the password costs nothing. */
  async function accept(secret: string, password: string): Promise<AddedUser | undefined> {
    const invitation = await find(secret);
    if (!invitation) return undefined;
    const { email, name, role } = invitation;
    const added = await users.add({ email, name, role, password });
    // Two at once: an e-mail address is taken once only.
    if (added.kind === 'added' || added.kind === 'emailTaken') await revoke(invitation.id);
    return added;
  }

  function isOver({ expiresAt }: Invitation): boolean {
    return Date.parse(expiresAt) <= clock.now();
  }
}
