import type { ConversationStore } from '../../conversations/conversation-store.ts';
import type { Message } from '../../conversations/message.ts';
import type { ConversationId } from '../../ids.ts';
import { mostAtOnce, readUnseen } from './history.ts';

/** Sends a non-empty, ordered run of messages; resolves when the next one may follow. */
export type SendMessages = (messages: readonly Message[]) => Promise<void>;

/**
 * Sends everything after `watermark` and then goes on with what is said, each message once and in order: watching
 * begins before the history is read, and what arrives in between waits. The returned function stops it.
 */
export function follow(
  store: ConversationStore,
  conversation: ConversationId,
  watermark: number,
  send: SendMessages,
  onError: (error: unknown) => void,
): () => void {
  const waiting: Message[] = [];
  let last: Message | undefined;
  let replaying = true;
  let stopped = false;
  const unwatch = store.watch(conversation, messages => {
    if (replaying) waiting.push(...messages);
    else void pass(messages);
  });
  replay().catch(onError);
  return stop;

  async function replay(): Promise<void> {
    const { seen, unseen: oldest } = await readUnseen(store, conversation, watermark);
    last = seen;
    // A long history is read piece by piece, so that one slow reader never holds all of it in our memory.
    for (let piece = oldest; piece.length > 0 && !stopped; ) {
      last = piece.at(-1) ?? last;
      await send(piece);
      piece = piece.length < mostAtOnce ? [] : await after(last?.sequence ?? 0);
    }
    replaying = false;
    await pass(waiting);
  }

  function after(sequence: number): Promise<readonly Message[]> {
    return store.messages(conversation, sequence, sequence + 1 + mostAtOnce);
  }

  async function pass(messages: readonly Message[]): Promise<void> {
    const fresh = messages.filter(message => isAfter(message, last));
    if (fresh.length === 0 || stopped) return;
    last = fresh.at(-1) ?? last;
    await send(fresh);
  }

  function stop(): void {
    stopped = true;
    unwatch();
  }
}

/** Numbers start again at 1 in a conversation that was erased; such a message is later, though its number is lower. */
function isAfter(message: Message, last: Message | undefined): boolean {
  return last === undefined || message.sequence > last.sequence || message.at > last.at;
}
