import { useEffect, useState } from 'preact/hooks';
import type { PresentedTranscript } from '../../../console/presented.ts';
import { type Answer, api, type Trouble } from '../api.ts';

export type Transcript =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly transcript: PresentedTranscript }
  | { readonly state: 'trouble'; readonly kind: Trouble['kind'] };

/** One conversation with its messages, a way to load it again, and one to show what has become of it. */
export function useTranscript(
  id: string,
  onExpired: () => void,
): [Transcript, () => void, (now: Transcript) => void] {
  const [shown, setShown] = useState<Transcript>({ state: 'loading' });
  const [round, setRound] = useState(0);

  useEffect(() => {
    let wanted = true;
    setShown({ state: 'loading' });
    void api.conversation(id).then(answer => {
      if (!wanted) return;
      if (answer.kind === 'loggedOut') onExpired();
      else setShown(shownFor(answer));
    });
    return () => {
      wanted = false;
    };
  }, [id, round]);

  return [shown, () => setRound(round + 1), setShown];
}

function shownFor(answer: Exclude<Answer<PresentedTranscript>, { kind: 'loggedOut' }>): Transcript {
  switch (answer.kind) {
    case 'ok':
      return { state: 'ready', transcript: answer.value };
    case 'tooMany':
      return { state: 'trouble', kind: 'failed' };
    default:
      return { state: 'trouble', kind: answer.kind };
  }
}
