import type { Role } from '../roles.ts';

/** What the API says of the people of the support team, in types only. Times ISO 8601, UTC. */
export interface PresentedColleague {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly secondFactor: boolean;
  readonly createdAt: string;
}

export interface PresentedInvitation {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly expiresAt: string;
}

export interface PresentedPeople {
  readonly users: readonly PresentedColleague[];
  readonly invitations: readonly PresentedInvitation[];
}

/** `secret` goes into the link, once. */
export interface PresentedNewInvitation {
  readonly secret: string;
  readonly invitation: PresentedInvitation;
}

/** What somebody sees who opens such a link. */
export interface PresentedOffer {
  readonly email: string;
  readonly role: Role;
}
