import { z } from 'zod';

/** Ids are branded, so that a user's id can never be passed where a conversation's is wanted. */

/** One chat of one person on one channel: 22 or more URL-safe characters, at least 128 bits of chance. */
export const ConversationId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22,64}$/)
  .brand<'ConversationId'>();
export type ConversationId = z.infer<typeof ConversationId>;

/** A visitor as a channel knows them, e.g. `dl_k3...` on the website. Never a phone number or an e-mail address in clear. */
export const UserId = z.string().min(1).max(128).brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;

/** Made by the sender of a message; the same key is one turn, however often it arrives. */
export const DedupeKey = z.string().min(1).max(200).brand<'DedupeKey'>();
export type DedupeKey = z.infer<typeof DedupeKey>;

/** `{conversation}|{sequence, 7 digits}`: names one message of one conversation (the shape Direct Line uses). */
export const ActivityId = z.string().min(1).max(100).brand<'ActivityId'>();
export type ActivityId = z.infer<typeof ActivityId>;

/** One attempt of an owner to prove control of an account; made by the account service. */
export const VerificationId = z.string().min(1).max(64).brand<'VerificationId'>();
export type VerificationId = z.infer<typeof VerificationId>;

/** An owner's leave to be told of news in the chat; made by the account service, says nothing about the account. */
export const PermissionId = z.string().min(1).max(64).brand<'PermissionId'>();
export type PermissionId = z.infer<typeof PermissionId>;

/** Reference number that a person takes to 175 or a branch office, e.g. `JMO-7F3K-29QD`. */
export const TicketId = z
  .string()
  .regex(/^JMO-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  .brand<'TicketId'>();
export type TicketId = z.infer<typeof TicketId>;

export function activityId(conversation: ConversationId, sequence: number): ActivityId {
  // Made of what was checked already, for every message of every turn.
  return `${conversation}|${String(sequence).padStart(7, '0')}` as ActivityId;
}
