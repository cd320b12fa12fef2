import { tell } from './events.ts';
import type { Institution } from './institution.ts';
import { hasExpired, mayExpire } from './lifetimes.ts';

/** Ends verifications when their time is up and tells so, also for those that ran out while the service was down. */
export function startExpiry(institution: Institution, onError: (error: unknown) => void): () => void {
  const { store, clock } = institution;
  let cancelAlarm = () => {};
  const stopListening = store.onCommit(arm);
  arm();
  return () => {
    stopListening();
    cancelAlarm();
  };

  function arm(): void {
    cancelAlarm();
    const times = Object.values(store.read().verifications)
      .filter(mayExpire)
      .map(({ expiresAt }) => expiresAt);
    if (times.length === 0) return;
    const next = times.reduce((earliest, time) => Math.min(earliest, time));
    cancelAlarm = clock.after(Math.max(0, next - clock.now()), () => void sweep().catch(onError));
  }

  function sweep(): Promise<void> {
    return store.transact(draft => {
      for (const verification of Object.values(draft.verifications)) {
        if (!hasExpired(verification, clock.now())) continue;
        verification.status = 'expired';
        verification.codeHash = null;
        tell(draft, verification, { kind: 'expired' }, institution);
      }
    });
  }
}
