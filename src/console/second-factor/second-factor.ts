import { z } from 'zod';

/** What is kept of somebody's second factor, beside their password. */
export const SecondFactor = z.strictObject({
  /** Shared with their authenticator app; sealed for this user. */
  secret: z.string(),
  /** ISO 8601, UTC. */
  since: z.string(),
  /** The last step whose code was taken (see totp.ts): it and all before are worth nothing any more. */
  usedStep: z.int(),
  /** Hashes of the recovery codes that are left. */
  recovery: z.array(z.string()).readonly(),
});
export type SecondFactor = Readonly<z.infer<typeof SecondFactor>>;
