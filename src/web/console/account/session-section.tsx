import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PresentedSession } from '../../../console/account/presented.ts';
import type { Trouble as TroubleAnswer } from '../api.ts';
import { Moment, PlainTable } from '../plain-table.tsx';
import { Skeleton } from '../skeleton.tsx';
import { Trouble } from '../trouble.tsx';
import { accountApi } from './account-api.ts';
import { accountStrings } from './strings.ts';

const strings = accountStrings.sessions;

type Shown = readonly PresentedSession[] | 'loading' | TroubleAnswer['kind'];

/** One's own open sessions, and ending those that are elsewhere. */
export function SessionSection({ round, onExpired }: { round: number; onExpired: () => void }) {
  const [shown, setShown] = useState<Shown>('loading');
  const [news, setNews] = useState('');
  const load = useCallback(async () => {
    const answer = await accountApi.sessions();
    if (answer.kind === 'loggedOut') return onExpired();
    if (answer.kind === 'ok') return setShown(answer.value.sessions);
    setShown(answer.kind === 'tooMany' ? 'failed' : answer.kind);
  }, [onExpired]);
  useEffect(() => void load(), [load, round]);
  const end = async (id: string) => {
    const answer = await accountApi.endSession(id);
    if (answer.kind === 'loggedOut') return onExpired();
    setNews(strings.ended);
    await load();
  };

  return (
    <section class="account-section" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{strings.title}</h2>
      <p class="quiet">{strings.intro}</p>
      <p role="status">{news}</p>
      {content()}
    </section>
  );

  function content() {
    if (shown === 'loading') return <Skeleton lines={3} />;
    if (typeof shown === 'string') return <Trouble kind={shown} onRetry={() => void load()} />;
    return <SessionTable sessions={shown} onEnd={end} />;
  }
}

interface SessionTableProps {
  readonly sessions: readonly PresentedSession[];
  readonly onEnd: (id: string) => void;
}

function SessionTable({ sessions, onEnd }: SessionTableProps) {
  return (
    <PlainTable label={strings.title} columns={strings.columns}>
      {sessions.map(({ id, device = strings.unknownDevice, startedAt, seenAt, current }) => (
        <tr key={id}>
          <td class="device">{device}</td>
          <td>
            <Moment at={startedAt} />
          </td>
          <td>
            <Moment at={seenAt} />
          </td>
          <td>
            {current ? (
              <span class="quiet">{strings.current}</span>
            ) : (
              <button
                type="button"
                class="plain"
                aria-label={strings.endOf(device)}
                onClick={() => onEnd(id)}
              >
                {strings.end}
              </button>
            )}
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
