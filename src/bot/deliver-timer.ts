import type { ConversationStore, DueTimer } from '../conversations/conversation-store.ts';
import { DedupeKey } from '../ids.ts';
import type { Receive } from './inbound-message.ts';

/** Its id is the de-duplication key: delivered twice is one turn. `gone`: nobody is left to be woken. */
export async function deliverTimer(
  store: Pick<ConversationStore, 'load'>,
  receive: Receive,
  timer: DueTimer,
): Promise<'delivered' | 'gone'> {
  const conversation = await store.load(timer.conversation);
  if (!conversation) return 'gone';
  const { name, payload } = timer;
  await receive({
    conversation: conversation.id,
    channel: conversation.channel,
    user: conversation.user,
    dedupeKey: DedupeKey.parse(timer.id),
    content: payload ? { kind: 'timer', name, payload } : { kind: 'timer', name },
  });
  return 'delivered';
}
