import type { PresentedCase } from '../../../console/desk/presented.ts';
import { conversationAddress } from '../address.ts';
import { ChannelBadge } from '../channels/channel-badge.tsx';
import { fullMoment } from '../format.ts';
import { queueStrings as strings } from './strings.ts';
import { waitingTime } from './waiting-time.ts';

interface QueueCaseProps {
  readonly shown: PresentedCase;
  /** By the server's clock. */
  readonly now: number;
  /** Id of whoever looks. */
  readonly self: string;
}

/** One chat of the queue: how long it waits, what was said last, and the automatic summary to unfold. */
export function QueueCase({ shown: { conversation, summary }, now, self }: QueueCaseProps) {
  const { id, waitingSince, agent, assignee, tags = [], lastUserText } = conversation;
  return (
    <li class={assignee?.id === self ? 'case mine' : 'case'}>
      <p class="case-head">
        {waitingSince !== undefined && (
          <time class="waits numbers" dateTime={waitingSince} title={fullMoment(waitingSince)}>
            {strings.waits(waitingTime(waitingSince, now))}
          </time>
        )}
        {agent !== undefined && <span class="badge holder-person">{strings.heldBy(agent.name)}</span>}
        {assignee !== undefined && (
          <span class="badge holder-person">
            {assignee.id === self ? strings.meantForMe : strings.meantFor(assignee.name)}
          </span>
        )}
        <ChannelBadge channel={conversation.channel} />
      </p>
      <p class="case-text">
        <a href={conversationAddress(id)} aria-label={strings.openNamed(lastUserText || strings.saidNothing)}>
          {lastUserText || strings.saidNothing}
        </a>
      </p>
      {tags.length > 0 && (
        <ul class="tags" aria-label={strings.tags}>
          {tags.map(tag => (
            <li key={tag} class="badge">
              {tag}
            </li>
          ))}
        </ul>
      )}
      {summary.length > 0 && (
        <details>
          <summary>{strings.summary}</summary>
          <dl class="case-facts">
            {summary.map(({ name, value }) => (
              <div key={name} class="fact">
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}
