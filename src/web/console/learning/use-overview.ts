import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { PresentedOverview } from '../../../console/learning/presented.ts';
import type { Trouble } from '../api.ts';
import { learningApi } from './learning-api.ts';

export type ShownOverview =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: PresentedOverview }
  | { readonly state: 'trouble'; readonly kind: Trouble['kind'] };

/** While a training goes on it is asked how far it is. In milliseconds. */
const askEvery = 1_000;

export function useOverview(onExpired: () => void): [ShownOverview, () => void] {
  const [shown, setShown] = useState<ShownOverview>({ state: 'loading' });
  const awaited = useRef(false);
  const load = useCallback(async () => {
    const answer = await learningApi.overview();
    if (answer.kind === 'loggedOut') onExpired();
    else if (answer.kind === 'ok') setShown({ state: 'ready', value: answer.value });
    else setShown({ state: 'trouble', kind: answer.kind === 'tooMany' ? 'failed' : answer.kind });
  }, [onExpired]);
  useEffect(() => void load(), [load]);
  useEffect(() => {
    const training = shown.state === 'ready' && shown.value.versions[0]?.state === 'training';
    // A training that goes on is asked for again even when one answer did not come.
    if (shown.state === 'ready') awaited.current = training;
    if (!awaited.current) return;
    const timer = setTimeout(load, askEvery);
    return () => clearTimeout(timer);
  }, [shown, load]);
  return [shown, () => void load()];
}
