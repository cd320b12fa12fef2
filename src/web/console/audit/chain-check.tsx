import { useState } from 'preact/hooks';
import type { PresentedCheck } from '../../../console/audit/presented.ts';
import { call } from '../api.ts';
import { problemNames, auditStrings as strings } from './strings.ts';

/** Goes through the whole chain when asked, and says in words how it stands. */
export function ChainCheck({ onExpired }: { onExpired: () => void }) {
  const [busy, setBusy] = useState(false);
  const [verdict, setVerdict] = useState('');
  const check = async () => {
    if (busy) return;
    setBusy(true);
    const answer = await call<PresentedCheck>('audit/check');
    setBusy(false);
    if (answer.kind === 'loggedOut') return onExpired();
    setVerdict(answer.kind === 'ok' ? inWords(answer.value) : strings.notChecked);
  };
  return (
    <div class="chain">
      <button type="button" class="plain" aria-disabled={busy} onClick={() => void check()}>
        {busy ? strings.checking : strings.check}
      </button>
      <p role="status">{verdict}</p>
    </div>
  );
}

function inWords({ entries, head, broken }: PresentedCheck): string {
  return broken ? strings.broken(broken.number, problemNames[broken.problem]) : strings.whole(entries, head);
}
