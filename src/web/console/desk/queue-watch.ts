import { useEffect, useState } from 'preact/hooks';
import type { PresentedQueue } from '../../../console/desk/presented.ts';
import { deskApi } from './desk-api.ts';

export interface WatchedQueue {
  /** As it came last; absent before it came for the first time. */
  readonly queue?: PresentedQueue;
  /** Milliseconds that this computer's clock is ahead of the server's. */
  readonly ahead: number;
  /** It could not be asked for lately. */
  readonly late: boolean;
}

const every = 5_000;
const everyUnseen = 20_000;

type Listener = { readonly heard: (queue: WatchedQueue) => void; readonly expired: () => void };

const listeners = new Set<Listener>();
let known: WatchedQueue = { ahead: 0, late: false };
let timer: ReturnType<typeof setTimeout> | undefined;

/** The queue, asked for again and again while somebody on this page wants to know; once, however many they are. */
export function useQueue(onExpired: () => void): WatchedQueue {
  const [queue, setQueue] = useState(known);
  useEffect(() => {
    const listener: Listener = { heard: setQueue, expired: onExpired };
    listeners.add(listener);
    if (listeners.size === 1) void ask();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) stop();
    };
  }, [onExpired]);
  return queue;
}

/** After something was done that changes the queue. */
export function askForQueue(): void {
  if (listeners.size > 0) void ask();
}

async function ask(): Promise<void> {
  clearTimeout(timer);
  const answer = await deskApi.queue();
  if (listeners.size === 0) return;
  clearTimeout(timer);
  if (answer.kind === 'loggedOut') {
    const [first] = listeners;
    stop();
    first?.expired();
    return;
  }
  tell(
    answer.kind === 'ok'
      ? { queue: answer.value, ahead: Date.now() - Date.parse(answer.value.now), late: false }
      : { ...known, late: true },
  );
  timer = setTimeout(() => void ask(), document.visibilityState === 'visible' ? every : everyUnseen);
}

function tell(queue: WatchedQueue): void {
  known = queue;
  for (const { heard } of listeners) heard(queue);
}

/** Whoever logs in next must not see what somebody else saw. */
function stop(): void {
  clearTimeout(timer);
  known = { ahead: 0, late: false };
}
