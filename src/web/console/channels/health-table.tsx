import type { PresentedChannel } from '../../../console/channels/presented-channels.ts';
import { fullMoment, shortMoment } from '../format.ts';
import { ChannelBadge } from './channel-badge.tsx';
import { problemText, channelStrings as strings } from './strings.ts';

/** One row a channel. */
export function HealthTable({ channels }: { channels: readonly PresentedChannel[] }) {
  if (channels.length === 0) return <p class="quiet">{strings.none}</p>;
  return (
    <table class="plain-table">
      <thead>
        <tr>
          {Object.entries(strings.columns).map(([name, title]) => (
            <th key={name} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {channels.map(one => (
          <tr key={one.name}>
            <td>
              <ChannelBadge channel={one.name} />
            </td>
            <td>
              <span class={`badge status-${one.status}`}>{strings.status[one.status]}</span>
            </td>
            <td>
              <Moment at={one.lastHeard} />
            </td>
            <td>
              <Moment at={one.lastSent} />
            </td>
            <td>
              <Moment at={one.lastFailure?.at} />
              {one.lastFailure && <div class="quiet small">{problemText(one.lastFailure.problem)}</div>}
            </td>
            <td class="numbers">{queueText(one.incoming)}</td>
            <td class="numbers">{queueText(one.outgoing)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Moment({ at }: { at: string | undefined }) {
  if (at === undefined) return <span class="quiet">{strings.never}</span>;
  return (
    <time dateTime={at} title={fullMoment(at)}>
      {shortMoment(at)}
    </time>
  );
}

function queueText({ waiting, oldest }: PresentedChannel['incoming']): string {
  return strings.queue(waiting, oldest && shortMoment(oldest));
}
