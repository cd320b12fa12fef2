import type { PresentedNews } from '../../../console/desk/presented.ts';
import type { PresentedChange, PresentedMessage, PresentedTranscript } from '../../../console/presented.ts';

/** The transcript with what has come since; messages that are there already stay as they are. */
export function merged(
  before: PresentedTranscript,
  came: PresentedChange | PresentedNews,
): PresentedTranscript {
  const { conversation, desk } = came;
  const summary = 'summary' in came ? came.summary : before.summary;
  // Erased and begun anew: nothing of before is there any more.
  const kept = conversation.messageCount < lastOf(before.messages) ? [] : before.messages;
  const known = new Set(kept.map(({ sequence }) => sequence));
  const fresh = came.messages.filter(({ sequence }) => !known.has(sequence));
  const messages = [...kept, ...fresh].sort((a, b) => a.sequence - b.sequence);
  return { ...before, conversation, desk, summary, messages };
}

/** Up to which message nothing is missing in between. */
export function knownUpTo(messages: readonly PresentedMessage[]): number {
  const [first] = messages;
  let last = (first?.sequence ?? 1) - 1;
  for (const { sequence } of messages) {
    if (sequence !== last + 1) break;
    last = sequence;
  }
  return last;
}

function lastOf(messages: readonly PresentedMessage[]): number {
  return messages.at(-1)?.sequence ?? 0;
}
