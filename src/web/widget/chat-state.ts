import type { ActivitySet, ChatMessage } from './direct-line/activity.ts';
import type { Connection } from './direct-line/client.ts';
import type { Delivery, Outgoing } from './direct-line/outbox.ts';

/** A message of the visitor that the server has not sent back yet. */
export interface Pending extends Outgoing {
  readonly delivery: Delivery;
}

/**
 * What a visitor should know of the conversation they see: `resumed` from an earlier visit, perhaps somebody else's; new
 * because the old one has `expired`; `erased`, as they wished, or not (`eraseFailed`).
 */
export type Notice = 'resumed' | 'expired' | 'erased' | 'eraseFailed';

export interface ChatState {
  /** As the server has them, in order. */
  readonly messages: readonly ChatMessage[];
  readonly pending: readonly Pending[];
  readonly typing: boolean;
  readonly connection: Connection;
  readonly notice: Notice | undefined;
}

export const emptyChat: ChatState = {
  messages: [],
  pending: [],
  typing: false,
  connection: 'connecting',
  notice: undefined,
};

export type ChatEvent =
  | { readonly kind: 'received'; readonly set: ActivitySet }
  | {
      readonly kind: 'delivery';
      readonly message: Outgoing;
      readonly delivery: Delivery;
    }
  | { readonly kind: 'connection'; readonly connection: Connection }
  | { readonly kind: 'typingOver' }
  | { readonly kind: 'notice'; readonly notice: Notice }
  /** The visitor writes: they have read what there was to know. */
  | { readonly kind: 'writing' }
  /** Another conversation: what waits to be sent goes there. */
  | { readonly kind: 'newConversation' }
  | { readonly kind: 'startedOver' };

export function next(state: ChatState, event: ChatEvent): ChatState {
  switch (event.kind) {
    case 'received':
      return received(state, event.set);
    case 'delivery':
      return { ...state, pending: delivered(state.pending, event) };
    case 'connection':
      return { ...state, connection: event.connection, typing: false };
    case 'typingOver':
      return { ...state, typing: false };
    case 'notice':
      return { ...state, notice: event.notice };
    case 'writing':
      return { ...state, notice: undefined };
    case 'newConversation':
      return { ...state, messages: [], typing: false };
    case 'startedOver':
      return { ...emptyChat, connection: state.connection };
  }
}

function received(state: ChatState, { messages: arrived, typing }: ActivitySet): ChatState {
  const echoed = new Set(arrived.map(({ clientActivityId }) => clientActivityId));
  return {
    ...state,
    messages: arrived.reduce(withMessage, state.messages),
    pending: state.pending.filter(({ id }) => !echoed.has(id)),
    typing: typing || (state.typing && !arrived.some(({ from }) => from !== 'user')),
  };
}

/** After a lost connection messages come again; an id with another time belongs to a conversation that was erased and begun anew. */
function withMessage(known: readonly ChatMessage[], message: ChatMessage): readonly ChatMessage[] {
  const same = known.find(({ id }) => id === message.id);
  if (!same) return [...known, message];
  return same.at === message.at ? known : [message];
}

function delivered(
  pending: readonly Pending[],
  { message: { id, text }, delivery }: Extract<ChatEvent, { kind: 'delivery' }>,
): readonly Pending[] {
  const known = pending.find(other => other.id === id);
  if (!known) return delivery === 'sending' ? [...pending, { id, text, delivery }] : pending;
  return pending.map(other => (other === known ? { ...known, delivery } : other));
}
