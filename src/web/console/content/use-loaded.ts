import { useEffect, useState } from 'preact/hooks';
import type { Answer, Trouble } from '../api.ts';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'trouble'; readonly kind: Trouble['kind'] };

/** What `ask` answers, asked once, and a way to ask again. */
export function useLoaded<T>(ask: () => Promise<Answer<T>>, onExpired: () => void): [Loaded<T>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    setLoaded({ state: 'loading' });
    void ask().then(answer => {
      if (!wanted) return;
      if (answer.kind === 'loggedOut') onExpired();
      else if (answer.kind === 'ok') setLoaded({ state: 'ready', value: answer.value });
      else setLoaded({ state: 'trouble', kind: answer.kind === 'tooMany' ? 'failed' : answer.kind });
    });
    return () => {
      wanted = false;
    };
  }, [ask, round]);
  return [loaded, () => setRound(round + 1)];
}
