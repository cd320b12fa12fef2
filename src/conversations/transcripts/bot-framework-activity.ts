import type { Message } from '../message.ts';
import type { ExportedTranscript } from './read-conversations.ts';

/** A message as Bot Framework's `.transcript` files hold it; the Emulator and its tools read them. */
export function toActivity(message: Message, conversation: ExportedTranscript['summary']) {
  const user = { id: conversation.user, role: 'user' };
  const bot = {
    id: message.from === 'agent' ? 'agent' : 'bot',
    role: 'bot',
    ...(message.name && { name: message.name }),
  };
  const fromUser = message.from === 'user';
  return {
    type: 'message',
    id: message.id,
    timestamp: message.at,
    channelId: conversation.channel,
    conversation: { id: conversation.id },
    from: fromUser ? user : bot,
    recipient: fromUser ? bot : user,
    locale: 'id-ID',
    text: message.text,
    ...(message.replyTo && { replyToId: message.replyTo }),
    ...(message.choices && {
      suggestedActions: {
        to: [],
        actions: message.choices.map(({ title, value }) => ({ type: 'imBack', title, value })),
      },
    }),
    channelData: {
      intent: message.insight?.intent,
      confidence: message.insight?.confidence,
      kind: message.insight?.kind,
      dialog: message.dialog,
      step: message.step,
      outcome: conversation.outcome,
    },
  };
}
