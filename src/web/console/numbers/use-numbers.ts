import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PresentedNumbers } from '../../../console/numbers/presented.ts';
import type { Trouble } from '../api.ts';
import { numbersApi, type Range } from './numbers-api.ts';

export type ShownNumbers =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly numbers: PresentedNumbers }
  | { readonly state: 'trouble'; readonly kind: Trouble['kind'] };

/** The numbers of a range; answers that come after the range has changed are dropped. */
export function useNumbers(range: Range, onExpired: () => void): [ShownNumbers, () => void] {
  const [shown, setShown] = useState<ShownNumbers>({ state: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    void numbersApi.numbers(range).then(answer => {
      if (!wanted) return;
      if (answer.kind === 'loggedOut') onExpired();
      else if (answer.kind === 'ok') setShown({ state: 'ready', numbers: answer.value });
      else setShown({ state: 'trouble', kind: answer.kind === 'tooMany' ? 'failed' : answer.kind });
    });
    return () => {
      wanted = false;
    };
  }, [range.from, range.to, round, onExpired]);
  return [shown, useCallback(() => setRound(before => before + 1), [])];
}

/** The last so many days, today included, in Jakarta. */
export function lastDays(count: number, now: number): Range {
  const dayAt = (moment: number) => new Date(moment + 7 * 3_600_000).toISOString().slice(0, 10);
  return { from: dayAt(now - (count - 1) * 86_400_000), to: dayAt(now) };
}
