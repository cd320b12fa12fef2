import type { Message } from '../message.ts';
import type { ExportedTranscript } from './read-conversations.ts';

/** One exported message. The names are relied on by other people's tools; links are left out on purpose. */
export function toRow(message: Message, conversation: ExportedTranscript['summary']) {
  return {
    at: message.at,
    from: message.from,
    text: message.text,
    intent: message.insight?.intent ?? null,
    confidence: message.insight?.confidence ?? null,
    kind: message.insight?.kind ?? null,
    dialog: message.dialog ?? null,
    step: message.step ?? null,
    outcome: conversation.outcome,
    conversation: conversation.id,
    rating: conversation.rating?.score ?? null,
    ratingComment: conversation.rating?.comment ?? null,
  };
}

export const columns = [
  'at',
  'from',
  'text',
  'intent',
  'confidence',
  'kind',
  'dialog',
  'step',
  'outcome',
  'conversation',
  'rating',
  'ratingComment',
] as const satisfies readonly (keyof Row)[];

export type Row = ReturnType<typeof toRow>;
