import { z } from 'zod';
import { verificationEvent } from '../accounts/verification-event.ts';
import type { JsonObject } from '../conversations/conversation-store.ts';
import { PermissionId, VerificationId } from '../ids.ts';
import { followUpCauses, offeredTopics } from './follow-up-plan.ts';
import { fraudKinds } from './fraud-told.ts';

const payload: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/**
 * What a conversation remembers between turns, beside its messages: plain JSON in the conversation's `state`. Numbers of
 * people stand in it only sealed (slots of dialogs) or masked.
 */
export const Memory = z.object({
  /** The stack of botbuilder-dialogs; shapes below are those of its DialogState. */
  dialogs: z
    .object({
      dialogStack: z.array(z.looseObject({ id: z.string(), state: z.record(z.string(), z.unknown()) })),
    })
    // Made anew each time: dialogs push onto the stack, and zod hands out one and the same default object's array.
    .default(() => ({ dialogStack: [] })),
  greeted: z.boolean().default(false),
  /** The second of two requests in one message; its turn comes when the first is done. */
  queued: z.string().optional(),
  /** Times in a row that nothing was understood. */
  misunderstandings: z.number().int().default(0),
  /** Was the user's last message (mostly) digits? Numbers come split over messages. */
  recentDigits: z.boolean().default(false),
  /** Answers offered outside a dialog's question: tapping one means its intent. */
  offered: z.array(z.object({ title: z.string(), intent: z.string() })).default([]),
  verification: z
    .object({
      id: VerificationId,
      purpose: z.enum(['diagnosis', 'new-password']),
      by: z.enum(['sms', 'email']),
      /** `codeMatched`: the owner is choosing a password. `verified`: the account may be spoken of until `until`. */
      state: z.enum(['pending', 'codeMatched', 'verified']),
      /** Milliseconds since the epoch. */
      until: z.number(),
      page: z.string(),
      maskedNik: z.string(),
      maskedKpj: z.string(),
    })
    .optional(),
  /** When verifications were started lately, oldest first (milliseconds since the epoch). */
  starts: z.array(z.number()).default([]),
  /** Buttons that were offered lately: an old one, or the same one twice, is no answer to what is open now. */
  recentTitles: z.array(z.string()).default([]),
  /** The button that the user has just tapped, and when (milliseconds since the epoch). */
  tapped: z.object({ title: z.string(), at: z.number() }).optional(),
  /** The bubbles of the bot when it last spoke: none of them is said again at once. */
  lastSaid: z.array(z.string()).default([]),
  /** Which text was agreed to, and when (ISO 8601). */
  consent: z.object({ text: z.string(), at: z.string() }).optional(),
  /** The account is somebody else's: has its owner agreed that their numbers are used? */
  onBehalf: z.enum(['unasked', 'agreed']).optional(),
  /** What may have been told of a fraud, while the user is asked whether they mean one: holds for their next message. */
  fraudHeard: z.object({ told: z.enum(fraudKinds), answered: z.boolean() }).optional(),
  /** The search for the cause: names of causes and of other things to try (causes.ts). */
  search: z
    .object({
      /** Milliseconds since the epoch of the last step. */
      at: z.number(),
      /** What the user told of. */
      heard: z.array(z.string()),
      /** What is to be tried, in this order. */
      ladder: z.array(z.string()),
      /** What was tried, in this order. */
      tried: z.array(z.string()),
    })
    .optional(),
  /** Asking again later. */
  followUp: z
    .object({
      /** What was advised last and may be over by itself; `registeredAt` in milliseconds since the epoch. */
      about: z.object({ topic: z.enum(offeredTopics), registeredAt: z.number().optional() }).optional(),
      offered: z.array(z.enum(offeredTopics)),
      /** "Jangan kabari lagi". */
      unwanted: z.boolean(),
      /** Due at a time when the channel did not let us speak first: asked at the next contact. */
      kept: z.array(z.enum(followUpCauses)),
      /** Leave to have the registered contact told: which text was agreed to, and when (ISO 8601). */
      notice: z.object({ permission: PermissionId, text: z.string(), at: z.string() }).optional(),
    })
    .default(() => ({ offered: [], unwanted: false, kept: [] })),
  /** The incident that the user was told of. */
  toldIncident: z.string().optional(),
  /** A complaint that nothing has made good yet. */
  upset: z.boolean().default(false),
  /** The user was asked to rate the help, which happens once. */
  ratingAsked: z.boolean().default(false),
  /** What happened while a person held the chat: told when it is given back. Of one thing only the latest news. */
  missed: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('verification'), event: verificationEvent }),
        z.object({ kind: z.literal('timer'), name: z.string(), payload: payload.exactOptional() }),
      ]),
    )
    .default([]),
  /** Was the last message of a person of the support team (mostly) digits? */
  recentAgentDigits: z.boolean().default(false),
  /** The user's messages since a moment (milliseconds since the epoch), to notice a flood. */
  burst: z.object({ since: z.number(), messages: z.number().int() }).default({ since: 0, messages: 0 }),
  /** Milliseconds since the epoch of the last turn of the user. */
  lastActive: z.number().default(0),
});
export type Memory = z.infer<typeof Memory>;

/** Is a NIK or KPJ still locked away in an open dialog? */
export function holdsSealedNumbers({ dialogs }: Memory): boolean {
  return dialogs.dialogStack.some(({ state }) =>
    Object.values(Slots.parse(state.slots ?? {})).some(({ sealedUntil }) => sealedUntil !== undefined),
  );
}

const Slots = z.record(z.string(), z.object({ sealedUntil: z.number().optional() }));
