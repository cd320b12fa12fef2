import { z } from 'zod';
import { ConversationId, UserId } from '../../ids.ts';
import type { Random } from '../../time-and-chance.ts';
import type { Resume, Visitor } from './resume.ts';

/** What may stand in the body of `POST /tokens/generate`; everything is optional. */
export const TokenRequest = z.object({
  user: z.object({ id: z.string().nullish() }).nullish(),
  trustedOrigins: z.array(z.string().max(300)).max(50).nullish(),
  /** Secret of an earlier visit. */
  resume: z.string().max(200).nullish(),
  /** "Mulai baru": the earlier visit is closed for good and a new one begins. */
  startOver: z.boolean().nullish(),
  /** Opens the chat in the same request: the answer holds `streamUrl`, and what was said so far as polling would. */
  start: z.boolean().nullish(),
});
export type TokenRequest = z.infer<typeof TokenRequest>;

export interface Admitted {
  readonly visitor: Visitor;
  /** To be kept by the client until its next visit. */
  readonly secret: string;
}

/** Lets somebody in: as the visitor they were, or as a new one. `wanted` is the user id that a trusted server gave. */
export async function admit(
  { resume: secret, startOver }: TokenRequest,
  { resume, random, wanted }: { resume: Resume; random: Random; wanted?: UserId | undefined },
): Promise<Admitted> {
  if (secret && startOver) await resume.revoke(secret);
  else if (secret) {
    const redeemed = await resume.redeem(secret);
    if (redeemed.kind === 'known') return { visitor: redeemed.visitor, secret: redeemed.secret };
  }
  const visitor = newVisitor(random, wanted);
  return { visitor, secret: await resume.issue(visitor) };
}

/** Prefix of Direct Line: user ids that begin so are believed only when they stand in a token. */
const prefix = 'dl_';

/** User ids that a server may choose for its visitors; long ones are kept out of our keys. */
export const GivenUserId = z
  .string()
  .regex(/^dl_[A-Za-z0-9_-]{1,61}$/)
  .pipe(UserId);

function newVisitor(random: Random, wanted: UserId | undefined): Visitor {
  return {
    user: wanted ?? UserId.parse(`${prefix}${chance(random)}`),
    conversation: ConversationId.parse(chance(random)),
  };
}

/** 192 bits. */
function chance(random: Random): string {
  return Buffer.from(random.bytes(24)).toString('base64url');
}
