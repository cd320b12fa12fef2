import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PresentedEntries, PresentedEntry } from '../../../console/audit/presented.ts';
import { call, type Trouble } from '../api.ts';

export interface AuditFilter {
  readonly action: string;
  readonly actor: string;
}

export interface Entries {
  readonly shown: readonly PresentedEntry[];
  readonly next: number | undefined;
  readonly state: 'loading' | 'ready' | Trouble['kind'];
  readonly load: (before?: number) => Promise<void>;
}

/** The audit log for a filter, page by page. */
export function useEntries({ action, actor }: AuditFilter, onExpired: () => void): Entries {
  const [{ shown, next }, setPage] = useState<Pick<Entries, 'shown' | 'next'>>({
    shown: [],
    next: undefined,
  });
  const [state, setState] = useState<Entries['state']>('loading');
  const load = useCallback(
    async (before?: number) => {
      if (before === undefined) setState('loading');
      const query = new URLSearchParams({ action, actor, before: String(before ?? '') });
      const answer = await call<PresentedEntries>(`audit?${query}`);
      if (answer.kind === 'loggedOut') return onExpired();
      if (answer.kind !== 'ok') return setState(answer.kind === 'tooMany' ? 'failed' : answer.kind);
      const { entries, next: following } = answer.value;
      setPage(page => ({
        shown: before === undefined ? entries : [...page.shown, ...entries],
        next: following,
      }));
      setState('ready');
    },
    [action, actor, onExpired],
  );
  useEffect(() => void load(), [load]);
  return { shown, next, state, load };
}
