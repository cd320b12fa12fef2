import { z } from 'zod';
import { PermissionId, VerificationId } from '../ids.ts';
import type { AccountStatus, ProgressKind } from './account-service.ts';

/** What the account service may answer; anything else is garbage and treated like an outage. */

export const startedAnswer = z.object({
  verification: VerificationId,
  page: z.url({ protocol: /^https?$/ }),
  minutes: z.number().int().positive(),
});

export const sentAnswer = z.object({ minutes: z.number().int().positive() });

export const progressAnswer = z.object({
  kind: z.enum([
    'waiting',
    'pageOpened',
    'verified',
    'passwordChanged',
    'locked',
    'expired',
    'cancelled',
  ] satisfies ProgressKind[]),
});

export const accountAnswer = z.object({
  segment: z.enum(['PU', 'BPU', 'PMI', 'JAKON']),
  membership: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('active') }),
    z.object({ kind: z.literal('overdue'), months: z.number().int().min(0) }),
    z.object({ kind: z.literal('pending'), registeredDaysAgo: z.number().int().min(0) }),
    z.object({ kind: z.literal('replaced') }),
  ]),
  lockedMinutes: z.number().int().positive().exactOptional(),
  activeOnOtherDevice: z.boolean(),
  hasEmail: z.boolean(),
}) satisfies z.ZodType<AccountStatus>;

export const cancelledAnswer = z.object({ kind: z.literal('cancelled') });

export const permittedAnswer = z.object({ permission: PermissionId });

export const acceptedAnswer = z.object({ kind: z.literal('accepted') });

export const withdrawnAnswer = z.object({ kind: z.literal('withdrawn') });

/** The refusals that mean something; the code is what the service promises to keep. */
export const refusedAnswer = z.object({ error: z.object({ code: z.string() }) });
