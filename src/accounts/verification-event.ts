import { z } from 'zod';
import { ConversationId, VerificationId } from '../ids.ts';
import type { VerificationEvent } from './account-service.ts';

const common = {
  id: z.string().min(1).max(64),
  conversation: ConversationId,
  verification: VerificationId,
  at: z.iso.datetime(),
};

/** The body of a callback. Strict: an unknown field means that the two sides have drifted apart. */
export const verificationEvent = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('wrongCode'), triesLeft: z.number().int().min(0) }),
  z.strictObject({
    ...common,
    kind: z.enum(['pageOpened', 'verified', 'locked', 'expired', 'passwordChanged']),
  }),
]) satisfies z.ZodType<VerificationEvent>;
