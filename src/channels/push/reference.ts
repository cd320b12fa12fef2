import { z } from 'zod';
import type { OwedId } from '../../conversations/outbox.ts';
import { ConversationId } from '../../ids.ts';

/** Names an owed message to a platform that repeats it in its reports: our own ids, which mean nothing to others. */
export function referenceTo({ conversation, sequence, since }: OwedId): string {
  return `${conversation} ${sequence} ${since}`;
}

/** `undefined` when it is none of ours. */
export function readReference(reference: string): OwedId | undefined {
  const [conversation, sequence, since] = reference.split(' ');
  return Reference.safeParse({ conversation, sequence, since }).data;
}

const Reference = z.object({
  conversation: ConversationId,
  sequence: z.coerce.number().int().positive(),
  since: z.iso.datetime(),
});
