import { useState } from 'preact/hooks';
import type { PresentedFailure } from '../../../console/channels/presented-channels.ts';
import type { Area, AreaProps } from '../areas.ts';
import { Skeleton } from '../skeleton.tsx';
import { Trouble } from '../trouble.tsx';
import { FailureTable } from './failure-table.tsx';
import { HealthTable } from './health-table.tsx';
import { channelStrings as strings } from './strings.ts';
import { retryFailure, useChannels } from './use-channels.ts';

export const channelsArea: Area = { name: 'kanal', title: strings.title, Page: ChannelsPage };

/** How the messaging channels fare, and what they could not deliver. */
function ChannelsPage({ user, onExpired }: AreaProps) {
  const [shown, load] = useChannels(onExpired);
  const [news, setNews] = useState('');
  const retry = async (failure: PresentedFailure) => {
    const answer = await retryFailure(failure);
    if (answer.kind === 'loggedOut') return onExpired();
    setNews(answer.kind === 'ok' ? strings.retried : strings.notRetried);
    await load();
  };

  return (
    <main class="channels-page" aria-busy={shown.state === 'loading'}>
      <div class="pane-head">
        <h1>{strings.title}</h1>
        <span class="quiet" role="status">
          {news}
        </span>
        <button type="button" class="plain" onClick={load}>
          {strings.reload}
        </button>
      </div>
      {shown.state === 'loading' && <Skeleton lines={6} />}
      {shown.state === 'trouble' && <Trouble kind={shown.kind} onRetry={() => void load()} />}
      {shown.state === 'ready' && (
        <>
          <h2 class="channels-title">{strings.health}</h2>
          <HealthTable channels={shown.channels.channels} />
          <h2 class="channels-title">{strings.failures}</h2>
          <FailureTable
            failures={shown.channels.failures}
            mayRetry={user.role !== 'reader'}
            onRetry={retry}
          />
        </>
      )}
    </main>
  );
}
