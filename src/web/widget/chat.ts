import { type ChatEvent, type ChatState, emptyChat, next } from './chat-state.ts';
import { createDirectLineClient } from './direct-line/client.ts';
import type { Outgoing } from './direct-line/outbox.ts';
import type { SessionMemory } from './direct-line/session.ts';
import { panelStrings } from './strings.ts';

/** The chat behind the panel: what is to be seen, and what the visitor can do. */
export interface Chat {
  state(): ChatState;
  /** Calls back after each change; the returned function stops it. */
  watch(onChange: () => void): () => void;
  send(text: string): void;
  /** To be called whenever the visitor has changed what they are about to send. */
  writing(): void;
  retry(message: Outgoing): void;
  startOver(): void;
  /** Has everything that was said removed from the server, and begins anew. */
  erase(): void;
  /** The conversation as plain text, to keep or to show to somebody. */
  asText(): string;
}

/** In milliseconds: "is writing" without a message after it means that the bot has nothing to say. */
const longestTyping = 10_000;

export function createChat(base: string, memory: SessionMemory): Chat {
  const watchers = new Set<() => void>();
  let state = emptyChat;
  let typing: ReturnType<typeof setTimeout> | undefined;
  const client = createDirectLineClient({
    base,
    memory,
    onActivities: set => {
      clearTimeout(typing);
      if (set.typing) typing = setTimeout(() => change({ kind: 'typingOver' }), longestTyping);
      change({ kind: 'received', set });
    },
    onConnection: connection => change({ kind: 'connection', connection }),
    onDelivery: (message, delivery) => change({ kind: 'delivery', message, delivery }),
    onReturn: notice => change({ kind: 'notice', notice }),
    onNewConversation: () => change({ kind: 'newConversation' }),
  });

  return {
    state: () => state,
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    send(text) {
      change({ kind: 'writing' });
      client.send({ id: newId(), text });
    },
    writing: client.writing,
    retry: client.send,
    startOver,
    erase() {
      void client.erase().then(erased => {
        if (erased) startOver();
        change({ kind: 'notice', notice: erased ? 'erased' : 'eraseFailed' });
      });
    },
    asText: () => state.messages.map(({ name, text }) => `${name || panelStrings.you}: ${text}`).join('\n'),
  };

  function startOver(): void {
    change({ kind: 'startedOver' });
    client.startOver();
  }

  function change(event: ChatEvent): void {
    state = next(state, event);
    for (const tell of watchers) tell();
  }
}

/** Unlike `randomUUID` this also works on pages without TLS. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map(byte => byte.toString(16).padStart(2, '0'))
    .join('');
}
