import { useState } from 'preact/hooks';
import type { PresentedFailure } from '../../../console/channels/presented-channels.ts';
import { conversationAddress } from '../address.ts';
import { fullMoment, shortMoment } from '../format.ts';
import { ChannelBadge } from './channel-badge.tsx';
import { problemText, channelStrings as strings } from './strings.ts';

interface FailureTableProps {
  readonly failures: readonly PresentedFailure[];
  readonly mayRetry: boolean;
  readonly onRetry: (failure: PresentedFailure) => Promise<void>;
}

/** What was given up, each with a button to try it once more. */
export function FailureTable({ failures, mayRetry, onRetry }: FailureTableProps) {
  if (failures.length === 0) return <p class="quiet">{strings.nothingFailed}</p>;
  const { retry, ...columns } = strings.failureColumns;
  return (
    <>
      {!mayRetry && <p class="quiet small">{strings.onlyAgents}</p>}
      <table class="plain-table">
        <thead>
          <tr>
            {Object.entries(mayRetry ? { ...columns, retry } : columns).map(([name, title]) => (
              <th key={name} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {failures.map(one => (
            <Row key={keyOf(one)} failure={one} mayRetry={mayRetry} onRetry={onRetry} />
          ))}
        </tbody>
      </table>
    </>
  );
}

type RowProps = Pick<FailureTableProps, 'mayRetry' | 'onRetry'> & { readonly failure: PresentedFailure };

function Row({ failure, mayRetry, onRetry }: RowProps) {
  const [busy, setBusy] = useState(false);
  const retry = async () => {
    if (busy) return;
    setBusy(true);
    await onRetry(failure);
    setBusy(false);
  };
  return (
    <tr>
      <td>
        <time dateTime={failure.failedAt} title={fullMoment(failure.failedAt)}>
          {shortMoment(failure.failedAt)}
        </time>
      </td>
      <td>
        <ChannelBadge channel={failure.channel} />
      </td>
      <td>
        {strings.kinds[failure.kind]}
        <br />
        <a class="small" href={conversationAddress(failure.conversation)}>
          {strings.openConversation}
        </a>
      </td>
      <td>{problemText(failure.problem)}</td>
      <td class="numbers">{failure.attempts}</td>
      {mayRetry && (
        <td>
          <button type="button" class="plain" aria-disabled={busy} onClick={retry}>
            {busy ? strings.retrying : strings.retry}
          </button>
        </td>
      )}
    </tr>
  );
}

function keyOf(failure: PresentedFailure): string {
  return `${failure.conversation} ${failure.kind === 'message' ? failure.sequence : failure.key}`;
}
