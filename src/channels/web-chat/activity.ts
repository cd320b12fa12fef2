import type { Message } from '../../conversations/message.ts';
import type { ConversationId, UserId } from '../../ids.ts';

/** Names shown beside a message. To a client everybody but the visitor is the bot's side. */
export interface Names {
  readonly bot: string;
  readonly agent: string;
}

export const defaultNames: Names = { bot: 'Asisten JMO', agent: 'Petugas' };

export interface Audience {
  readonly conversation: ConversationId;
  readonly user: UserId;
  readonly names: Names;
}

/** What a client sees of a message: a Direct Line 3.0 activity, and nothing but the fields listed here. */
export function toActivity(message: Message, { conversation, user, names }: Audience) {
  return {
    type: 'message',
    id: message.id,
    timestamp: message.at,
    channelId: 'directline',
    conversation: { id: conversation },
    from: sender(message, user, names),
    locale: 'id-ID',
    text: message.text,
    textFormat: 'plain',
    ...(message.replyTo && { replyToId: message.replyTo }),
    ...(message.choices?.length && { suggestedActions: suggestedActions(message.choices, user) }),
    ...(message.link && { attachments: [linkCard(message.link)] }),
    ...(message.clientActivityId && { channelData: { clientActivityID: message.clientActivityId } }),
  };
}

/** "Somebody is writing": goes over sockets only and is no part of a conversation. */
export function typingActivity(at: string, { conversation, user, names }: Audience) {
  return {
    type: 'typing',
    timestamp: at,
    channelId: 'directline',
    conversation: { id: conversation },
    from: sender({ from: 'bot' }, user, names),
    locale: 'id-ID',
  };
}

function sender({ from, name }: Pick<Message, 'from' | 'name'>, user: UserId, names: Names) {
  switch (from) {
    case 'user':
      return { id: user, name: '', role: 'user' };
    case 'bot':
      return { id: 'bot', name: names.bot, role: 'bot' };
    case 'agent':
      return { id: 'agent', name: name ?? names.agent, role: 'bot' };
  }
}

function suggestedActions(choices: NonNullable<Message['choices']>, user: UserId) {
  return { to: [user], actions: choices.map(({ title, value }) => ({ type: 'imBack', title, value })) };
}

function linkCard({ title, url }: NonNullable<Message['link']>) {
  return {
    contentType: 'application/vnd.microsoft.card.hero',
    content: { buttons: [{ type: 'openUrl', title, value: url }] },
  };
}
