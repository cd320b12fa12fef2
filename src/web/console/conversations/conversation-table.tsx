import type { PresentedSummary } from '../../../console/presented.ts';
import { conversationAddress } from '../address.ts';
import { ChannelBadge } from '../channels/channel-badge.tsx';
import { fullMoment, shortMoment } from '../format.ts';
import { listStrings as strings } from '../strings.ts';
import { HolderBadge, OutcomeBadge } from './badges.tsx';

interface ConversationTableProps {
  readonly conversations: readonly PresentedSummary[];
  readonly opened: string | undefined;
  readonly titleOf: (intent: string) => string;
}

/** One row a conversation; its link covers the row. In a narrow pane rows become cards (console.css). */
export function ConversationTable({ conversations, opened, titleOf }: ConversationTableProps) {
  const { columns } = strings;
  return (
    <table class="conversations" onKeyDown={moveWithArrows}>
      <thead>
        <tr>
          {Object.entries(columns).map(([name, title]) => (
            <th key={name} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {conversations.map(one => (
          <tr key={one.id} class={one.id === opened ? 'opened' : ''}>
            <td class="time">
              <a
                href={conversationAddress(one.id)}
                aria-label={strings.open(shortMoment(one.updatedAt))}
                aria-current={one.id === opened ? 'page' : undefined}
                data-conversation={one.id}
              >
                <time dateTime={one.updatedAt} title={fullMoment(one.updatedAt)}>
                  {shortMoment(one.updatedAt)}
                </time>
              </a>
            </td>
            <td class="channel">
              <ChannelBadge channel={one.channel} />
            </td>
            <td class="holder">
              <HolderBadge holder={one.holder} />
            </td>
            <td class="outcome">
              <OutcomeBadge outcome={one.outcome} />
            </td>
            <td class="intents">{one.intents.map(titleOf).join(', ')}</td>
            <td class="last">{one.lastUserText || <span class="quiet">{strings.nothingSaid}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function moveWithArrows(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody a')];
  const next = links[links.findIndex(link => link.matches(':focus')) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
