import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PresentedChannels, PresentedFailure } from '../../../console/channels/presented-channels.ts';
import { type Answer, call, post, type Trouble } from '../api.ts';

export type Shown =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly channels: PresentedChannels }
  | { readonly state: 'trouble'; readonly kind: Trouble['kind'] };

/** The channels' health and failures, and a way to load them again. */
export function useChannels(onExpired: () => void): [Shown, () => Promise<void>] {
  const [shown, setShown] = useState<Shown>({ state: 'loading' });
  const load = useCallback(async () => {
    const answer = await call<PresentedChannels>('channels');
    if (answer.kind === 'loggedOut') onExpired();
    else setShown(shownFor(answer));
  }, [onExpired]);
  useEffect(() => void load(), [load]);
  return [shown, load];
}

export function retryFailure(failure: PresentedFailure): Promise<Answer<unknown>> {
  const { kind, conversation } = failure;
  const which = failure.kind === 'message' ? { sequence: failure.sequence } : { key: failure.key };
  return post('channels/retry', { kind, conversation, ...which });
}

function shownFor(answer: Exclude<Answer<PresentedChannels>, { kind: 'loggedOut' }>): Shown {
  switch (answer.kind) {
    case 'ok':
      return { state: 'ready', channels: answer.value };
    case 'tooMany':
      return { state: 'trouble', kind: 'failed' };
    default:
      return { state: 'trouble', kind: answer.kind };
  }
}
