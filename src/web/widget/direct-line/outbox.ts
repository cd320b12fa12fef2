import type { Answer } from './call.ts';

export interface Outgoing {
  /** Stays the same however often the message is sent: the server runs it once. */
  readonly id: string;
  readonly text: string;
}

export type Delivery = 'sending' | 'sent' | 'failed';

export interface OutboxOptions {
  /** Is there any sense in trying? If not, `flush` is called as soon as there is. */
  readonly ready: () => boolean;
  readonly post: (message: Outgoing) => Promise<Answer<unknown>>;
  readonly onDelivery: (message: Outgoing, delivery: Delivery) => void;
  /** The token was refused: get another before the next attempt. */
  readonly onRefused: () => void;
  readonly pause: (milliseconds: number) => Promise<void>;
}

export interface Outbox {
  add(message: Outgoing): void;
  /** The stream brought it back: it has arrived, whatever happened to the answer. */
  confirm(id: string): void;
  /** Tries to send what waits; call it whenever the connection is back. */
  flush(): void;
  clear(): void;
}

/** Attempts that fail although the connection seems to stand, before the visitor is asked what to do. */
const mostAttempts = 4;

/** Sends messages one after the other, in the order they were written. Kept in memory only: they may hold a NIK. */
export function createOutbox({ ready, post, onDelivery, onRefused, pause }: OutboxOptions): Outbox {
  let waiting: readonly Outgoing[] = [];
  let attempts = 0;
  let running = false;

  return {
    add(message) {
      waiting = [...waiting, message];
      onDelivery(message, 'sending');
      flush();
    },
    confirm: remove,
    flush,
    clear() {
      waiting = [];
      attempts = 0;
    },
  };

  function flush(): void {
    if (running) return;
    running = true;
    pump().finally(() => {
      running = false;
    });
  }

  async function pump(): Promise<void> {
    for (let [next] = waiting; next && ready(); [next] = waiting) {
      const answer = await post(next);
      if (!waiting.includes(next)) continue;
      if (answer.kind === 'ok') settle(next, 'sent');
      else if (answer.kind === 'rejected') settle(next, 'failed');
      else if (ready()) await tryAgain(next, answer);
    }
  }

  async function tryAgain(message: Outgoing, answer: Answer<unknown>): Promise<void> {
    attempts += 1;
    if (attempts >= mostAttempts) return settle(message, 'failed');
    if (answer.kind === 'refused') onRefused();
    await pause(Math.max(answer.kind === 'unreachable' ? answer.wait : 0, 1_000 * 2 ** attempts));
  }

  function settle(message: Outgoing, delivery: Delivery): void {
    remove(message.id);
    onDelivery(message, delivery);
  }

  /** The next one is counted anew; other messages that come back do not change the count. */
  function remove(id: string): void {
    if (waiting[0]?.id === id) attempts = 0;
    waiting = waiting.filter(message => message.id !== id);
  }
}
