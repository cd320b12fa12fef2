import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PresentedGroup, PresentedInbox } from '../../../console/learning/presented.ts';
import type { Decision } from '../../../learning/label.ts';
import type { Trouble } from '../api.ts';
import { learningApi } from './learning-api.ts';

export type ShownInbox =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly inbox: PresentedInbox }
  | { readonly state: 'trouble'; readonly kind: Trouble['kind'] };

export interface InboxActions {
  readonly reload: () => void;
  /** Takes the messages out of the list at once; false when that was not kept and they are back. */
  readonly decide: (messages: readonly string[], decision: Decision) => Promise<boolean>;
  readonly undo: (messages: readonly string[]) => Promise<boolean>;
}

export function useInbox(onExpired: () => void): [ShownInbox, InboxActions] {
  const [shown, setShown] = useState<ShownInbox>({ state: 'loading' });

  const load = useCallback(async () => {
    const answer = await learningApi.inbox();
    if (answer.kind === 'loggedOut') onExpired();
    else if (answer.kind === 'ok') setShown({ state: 'ready', inbox: answer.value });
    else setShown({ state: 'trouble', kind: answer.kind === 'tooMany' ? 'failed' : answer.kind });
  }, [onExpired]);
  useEffect(() => void load(), [load]);

  const send = useCallback(
    async (messages: readonly string[], decision: Decision) => {
      const answer = await learningApi.decide({ messages, decision });
      if (answer.kind === 'loggedOut') onExpired();
      return answer.kind === 'ok';
    },
    [onExpired],
  );

  const decide = useCallback(
    async (messages: readonly string[], decision: Decision) => {
      setShown(before => without(before, messages));
      const kept = await send(messages, decision);
      if (!kept) await load();
      return kept;
    },
    [send, load],
  );

  const undo = useCallback(
    async (messages: readonly string[]) => {
      const kept = await send(messages, { kind: 'withdrawn' });
      await load();
      return kept;
    },
    [send, load],
  );

  return [shown, { reload: () => void load(), decide, undo }];
}

function without(shown: ShownInbox, gone: readonly string[]): ShownInbox {
  if (shown.state !== 'ready') return shown;
  const { groups, waiting } = shown.inbox;
  const left = groups.flatMap((group): PresentedGroup[] => {
    const messages = group.messages.filter(({ id }) => !gone.includes(id));
    return messages.length === 0 ? [] : [{ ...group, messages }];
  });
  return { state: 'ready', inbox: { groups: left, waiting: Math.max(0, waiting - gone.length) } };
}
