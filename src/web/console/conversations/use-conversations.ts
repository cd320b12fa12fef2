import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { PresentedPage, PresentedSummary } from '../../../console/presented.ts';
import { type Answer, api, type Filter, type Trouble } from '../api.ts';

export interface Conversations {
  readonly shown: readonly PresentedSummary[];
  readonly next: string | undefined;
  readonly state: 'loading' | 'loadingMore' | 'ready' | Trouble['kind'];
  readonly reload: () => void;
  readonly loadMore: () => void;
}

/** The list for a filter, page by page. Answers that come after the filter has changed are dropped. */
export function useConversations(filter: Filter, onExpired: () => void): Conversations {
  const [shown, setShown] = useState<readonly PresentedSummary[]>([]);
  const [next, setNext] = useState<string>();
  const [state, setState] = useState<Conversations['state']>('loading');
  const latest = useRef(0);

  const load = useCallback(
    async (cursor?: string) => {
      latest.current += 1;
      const request = latest.current;
      setState(cursor === undefined ? 'loading' : 'loadingMore');
      const answer = await api.conversations(filter, cursor);
      if (request === latest.current) accept(answer, cursor);
    },
    [filter],
  );
  useEffect(() => void load(), [load]);

  return { shown, next, state, reload: () => void load(), loadMore: () => void load(next) };

  function accept(answer: Answer<PresentedPage>, cursor: string | undefined): void {
    if (answer.kind === 'loggedOut') onExpired();
    else if (answer.kind === 'ok') add(answer.value, cursor);
    else setState(answer.kind === 'tooMany' ? 'failed' : answer.kind);
  }

  function add({ conversations, next: following }: PresentedPage, cursor: string | undefined): void {
    setShown(before => (cursor === undefined ? conversations : append(before, conversations)));
    setNext(following);
    setState('ready');
  }
}

/** A chat that moved while pages were loaded is shown once. */
function append(before: readonly PresentedSummary[], more: readonly PresentedSummary[]) {
  const known = new Set(before.map(({ id }) => id));
  return [...before, ...more.filter(({ id }) => !known.has(id))];
}
