import { useState } from 'preact/hooks';
import type { PresentedUser } from '../../../console/presented.ts';
import type { PresentedPrivacyRequest } from '../../../console/privacy/presented.ts';
import { download } from '../exports/download.ts';
import { LoadedSection } from '../loaded-section.tsx';
import { PlainTable } from '../plain-table.tsx';
import { useLoaded } from '../use-loaded.ts';
import { RequestForm } from './request-form.tsx';
import { RequestRow } from './request-row.tsx';
import { rightsApi } from './rights-api.ts';
import { rightsStrings, privacyStrings as strings } from './strings.ts';

interface PrivacySectionProps {
  readonly user: PresentedUser;
  readonly onExpired: () => void;
}

/** "Hapus data saya" and "lihat data saya", with the time that the law gives. */
export function PrivacySection({ user, onExpired }: PrivacySectionProps) {
  const [loaded, load] = useLoaded(rightsApi.privacy, onExpired);
  const [news, setNews] = useState('');
  const carryOut = async ({ id, kind }: PresentedPrivacyRequest) => {
    const answer =
      kind === 'erase' ? await rightsApi.erase(id) : await download(`privacy/${id}/carry-out`, {});
    if (answer.kind === 'loggedOut') return onExpired();
    setNews(answer.kind === 'ok' ? textOf(answer.value) : rightsStrings.notDone);
    await load();
  };
  return (
    <LoadedSection title={strings.title} news={news} loaded={loaded} onRetry={load}>
      {({ requests, retentionDays, waitingInChat }) => (
        <>
          <p class="quiet">{strings.intro}</p>
          <p>{retentionDays === undefined ? strings.noRetention : strings.retention(retentionDays)}</p>
          {waitingInChat > 0 && <p class="notice">{strings.waitingInChat(waitingInChat)}</p>}
          {requests.length === 0 ? (
            <p class="quiet">{strings.none}</p>
          ) : (
            <PlainTable label={strings.title} columns={strings.columns}>
              {requests.map(request => (
                <RequestRow
                  key={request.id}
                  request={request}
                  mayCarryOut={user.role === 'admin'}
                  onCarryOut={carryOut}
                />
              ))}
            </PlainTable>
          )}
          <RequestForm
            onRecorded={() => {
              setNews(strings.recorded);
              void load();
            }}
            onExpired={onExpired}
          />
        </>
      )}
    </LoadedSection>
  );
}

function textOf(value: { readonly conversations: number } | undefined): string {
  return value === undefined ? '' : strings.erased(value.conversations);
}
