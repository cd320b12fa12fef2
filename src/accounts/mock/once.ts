import type { Institution } from './institution.ts';
import type { State, StoredAnswer } from './state.ts';

export type OnceAnswer =
  | { readonly kind: 'answered'; readonly answer: StoredAnswer }
  /** The key came before with another request. */
  | { readonly kind: 'keyReused' };

/** Runs `change` at most once for a key; the same request under the same key gets the same answer, also after a restart. */
export function once(
  { store, secrets, clock }: Pick<Institution, 'store' | 'secrets' | 'clock'>,
  key: string,
  request: readonly string[],
  change: (draft: State) => StoredAnswer,
): Promise<OnceAnswer> {
  const keyHash = secrets.hash('idempotency-key', key);
  const requestHash = secrets.hash('request', ...request);
  return store.transact((draft): OnceAnswer => {
    const earlier = draft.answers[keyHash];
    if (earlier) {
      return earlier.request === requestHash
        ? { kind: 'answered', answer: earlier.answer }
        : { kind: 'keyReused' };
    }
    const answer = change(draft);
    draft.answers[keyHash] = { request: requestHash, answer, at: clock.now() };
    return { kind: 'answered', answer };
  });
}
