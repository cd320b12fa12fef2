import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { PresentedPage, PresentedSummary } from '../../../console/presented.ts';
import { type Answer, api, type Trouble } from '../api.ts';
import { useRefresh } from './use-refresh.ts';

export interface Conversations {
  readonly shown: readonly PresentedSummary[];
  readonly next: string | undefined;
  /** Of a search: older chats are still being read. */
  readonly indexing: PresentedPage['indexing'];
  readonly state: 'loading' | 'loadingMore' | 'ready' | Trouble['kind'];
  readonly reload: () => void;
  readonly loadMore: () => void;
}

/**
 * The list for the parameters of a filter, page by page; its beginning follows what happens. Answers that come after the
 * filter has changed are dropped.
 */
export function useConversations(parameters: string, onExpired: () => void): Conversations {
  const [shown, setShown] = useState<readonly PresentedSummary[]>([]);
  const [next, setNext] = useState<string>();
  const [indexing, setIndexing] = useState<PresentedPage['indexing']>();
  const [state, setState] = useState<Conversations['state']>('loading');
  const latest = useRef(0);

  const load = useCallback(
    async (cursor?: string) => {
      latest.current += 1;
      const request = latest.current;
      setState(cursor === undefined ? 'loading' : 'loadingMore');
      const answer = await api.conversations(parameters, cursor);
      if (request === latest.current) accept(answer, cursor);
    },
    [parameters],
  );
  useEffect(() => void load(), [load]);
  useRefresh(parameters, state === 'ready', { onPage: refresh, onExpired });

  return { shown, next, indexing, state, reload: () => void load(), loadMore: () => void load(next) };

  function refresh(page: PresentedPage): void {
    setShown(before => withNewest(before, page.conversations));
    setIndexing(page.indexing);
    // With one page on screen its end may have moved.
    if (shown.length <= page.conversations.length) setNext(page.next);
  }

  function accept(answer: Answer<PresentedPage>, cursor: string | undefined): void {
    if (answer.kind === 'loggedOut') onExpired();
    else if (answer.kind === 'ok') add(answer.value, cursor);
    else setState(answer.kind === 'tooMany' ? 'failed' : answer.kind);
  }

  function add(
    { conversations, next: following, indexing: still }: PresentedPage,
    cursor: string | undefined,
  ): void {
    setShown(before => (cursor === undefined ? conversations : append(before, conversations)));
    setNext(following);
    setIndexing(still);
    setState('ready');
  }
}

/** A chat that moved while pages were loaded is shown once. */
function append(before: readonly PresentedSummary[], more: readonly PresentedSummary[]) {
  const known = new Set(before.map(({ id }) => id));
  return [...before, ...more.filter(({ id }) => !known.has(id))];
}

/** What was on the first page and no longer is has been answered, erased, or has left the filter. */
function withNewest(before: readonly PresentedSummary[], newest: readonly PresentedSummary[]) {
  const oldest = newest.at(-1)?.updatedAt ?? '';
  const known = new Set(newest.map(({ id }) => id));
  return [...newest, ...before.filter(({ id, updatedAt }) => updatedAt < oldest && !known.has(id))];
}
