import type { ConversationId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Message } from './message.ts';

type Listener = (messages: readonly Message[]) => void;

/** Who wants to hear of new messages. */
export function createWatchers(log: Log) {
  const watchers = new Map<ConversationId, Set<{ readonly listener: Listener }>>();

  return {
    add(id: ConversationId, listener: Listener): () => void {
      const entry = { listener };
      const entries = watchers.get(id) ?? new Set();
      watchers.set(id, entries.add(entry));
      return () => {
        entries.delete(entry);
        if (entries.size === 0 && watchers.get(id) === entries) watchers.delete(id);
      };
    },

    /** A listener that fails harms neither the commit, which is done, nor the others. */
    tell(id: ConversationId, messages: readonly Message[]): void {
      if (messages.length === 0) return;
      for (const { listener } of [...(watchers.get(id) ?? [])]) {
        try {
          listener(messages);
        } catch (error) {
          log.error('a watcher of a conversation failed', { conversation: id, error });
        }
      }
    },
  };
}
