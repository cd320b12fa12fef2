import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Answer, Trouble } from './api.ts';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'trouble'; readonly kind: Trouble['kind'] };

/** What the server answers to `ask`, and a way to ask again. */
export function useLoaded<T>(
  ask: () => Promise<Answer<T>>,
  onExpired: () => void,
): [Loaded<T>, () => Promise<void>] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const load = useCallback(async () => {
    const answer = await ask();
    if (answer.kind === 'loggedOut') return onExpired();
    if (answer.kind === 'ok') return setLoaded({ state: 'ready', value: answer.value });
    setLoaded({ state: 'trouble', kind: answer.kind === 'tooMany' ? 'failed' : answer.kind });
  }, [ask, onExpired]);
  useEffect(() => void load(), [load]);
  return [loaded, load];
}
