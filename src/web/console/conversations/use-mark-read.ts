import { useEffect } from 'preact/hooks';
import type { PresentedSummary } from '../../../console/presented.ts';
import { api } from '../api.ts';

/** How many messages there were in chats that this tab has shown; the list hears of it from the server a little later. */
const readHere = new Map<string, number>();

interface Shown {
  readonly id: string;
  readonly messageCount: number;
}

export function isNews({ id, unread, messageCount }: PresentedSummary): boolean {
  return unread === true && (readHere.get(id) ?? 0) < messageCount;
}

/** Tells the server that a chat was read, when it is opened and, if more has come, when it is left: not at each message. */
export function useMarkRead(shown: Shown | undefined): void {
  if (shown) readHere.set(shown.id, shown.messageCount);
  const id = shown?.id;
  useEffect(() => {
    if (id === undefined) return;
    let told: number | undefined;
    const tell = () => {
      const messages = readHere.get(id);
      if (messages === undefined || messages === told) return;
      told = messages;
      void api.markRead(id, messages);
    };
    tell();
    addEventListener('pagehide', tell);
    return () => {
      removeEventListener('pagehide', tell);
      tell();
    };
  }, [id]);
}
