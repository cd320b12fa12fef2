import { useState } from 'preact/hooks';
import type { PresentedPrivacyRequest } from '../../../console/privacy/presented.ts';
import { conversationAddress } from '../address.ts';
import { shortMoment } from '../format.ts';
import { Moment } from '../plain-table.tsx';
import { privacyStrings as strings } from './strings.ts';

interface RequestRowProps {
  readonly request: PresentedPrivacyRequest;
  readonly mayCarryOut: boolean;
  readonly onCarryOut: (request: PresentedPrivacyRequest) => Promise<void>;
}

export function RequestRow({ request, mayCarryOut, onCarryOut }: RequestRowProps) {
  const { kind, conversation, askedAt, dueAt, recordedBy, done } = request;
  return (
    <tr>
      <td>{strings.kinds[kind]}</td>
      <td>
        {conversation === undefined ? (
          <span class="quiet small">{strings.erasedChat}</span>
        ) : (
          <a class="small" href={conversationAddress(conversation)}>
            <code>{conversation.slice(0, 8)}…</code>
          </a>
        )}
      </td>
      <td>
        <Moment at={askedAt} />
        <br />
        <span class="quiet small">
          {recordedBy === undefined ? strings.inChat : strings.recordedBy(recordedBy)}
        </span>
      </td>
      <td>
        <Moment at={dueAt} />
      </td>
      <td>
        {done
          ? strings.done(done.by ?? strings.bot, shortMoment(done.at), done.conversations)
          : strings.left(hoursUntil(dueAt))}
      </td>
      <td>{!done && (mayCarryOut ? <CarryOut {...{ request, onCarryOut }} /> : strings.onlyAdmin)}</td>
    </tr>
  );
}

/** Erasing is asked about twice: nothing brings it back. */
function CarryOut({ request, onCarryOut }: Omit<RequestRowProps, 'mayCarryOut'>) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const { kind } = request;
  const carryOut = async () => {
    if (busy) return;
    setBusy(true);
    await onCarryOut(request);
    setBusy(false);
    setAsking(false);
  };
  if (!asking) {
    return (
      <button
        type="button"
        class="plain"
        aria-disabled={busy}
        onClick={() => (kind === 'erase' ? setAsking(true) : void carryOut())}
      >
        {strings.carryOut[kind]}
      </button>
    );
  }
  return (
    <div class="buttons">
      <button type="button" class="plain danger" aria-disabled={busy} onClick={() => void carryOut()}>
        {strings.sure}
      </button>
      <button type="button" class="plain" onClick={() => setAsking(false)}>
        {strings.cancel}
      </button>
    </div>
  );
}

function hoursUntil(at: string): number {
  return Math.floor((Date.parse(at) - Date.now()) / 3_600_000);
}
