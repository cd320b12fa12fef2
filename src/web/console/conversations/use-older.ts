import { useState } from 'preact/hooks';
import type { PresentedMessage } from '../../../console/presented.ts';
import { api } from '../api.ts';

export interface Older {
  readonly messages: readonly PresentedMessage[];
  /** Is there anything before them? */
  readonly more: boolean;
  readonly state: 'ready' | 'loading' | 'failed';
  /** Answers whether anything came. */
  readonly load: () => Promise<boolean>;
}

/** What was said before the messages that a page begins with, page by page. */
export function useOlder(id: string, newest: readonly PresentedMessage[]): Older {
  const [messages, setMessages] = useState<readonly PresentedMessage[]>([]);
  const [state, setState] = useState<Older['state']>('ready');
  const first = (messages[0] ?? newest[0])?.sequence ?? 1;

  return { messages, more: first > 1, state, load };

  async function load(): Promise<boolean> {
    if (state === 'loading') return false;
    setState('loading');
    const answer = await api.olderMessages(id, first);
    setState(answer.kind === 'ok' ? 'ready' : 'failed');
    if (answer.kind !== 'ok') return false;
    setMessages(known => [...answer.value.messages, ...known]);
    return answer.value.messages.length > 0;
  }
}
