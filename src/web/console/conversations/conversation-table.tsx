import type { PresentedExcerpt, PresentedSummary } from '../../../console/presented.ts';
import { conversationAddress } from '../address.ts';
import { ChannelBadge } from '../channels/channel-badge.tsx';
import { fullMoment, shortMoment } from '../format.ts';
import { speakerNames, listStrings as strings } from '../strings.ts';
import { HolderBadge, OutcomeBadge } from './badges.tsx';
import { moveFocus } from './move-focus.ts';
import { rowStrings } from './strings.ts';
import { isNews } from './use-mark-read.ts';

export interface TableNames {
  readonly intent: (name: string) => string;
  readonly cause: (name: string) => string;
}

interface ConversationTableProps {
  readonly conversations: readonly PresentedSummary[];
  readonly opened: string | undefined;
  /** Of the address: a row that is opened keeps the filter. */
  readonly query: string;
  readonly names: TableNames;
}

/** One row a conversation; its link covers the row. In a narrow pane rows become cards (console.css). */
export function ConversationTable({ conversations, ...row }: ConversationTableProps) {
  return (
    <table class="conversations" onKeyDown={moveWithArrows}>
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
        {conversations.map(one => (
          <Row key={one.id} one={one} {...row} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = Omit<ConversationTableProps, 'conversations'> & { readonly one: PresentedSummary };

function Row({ one, opened, query, names }: RowProps) {
  const unread = one.id !== opened && isNews(one);
  const classes = [...(one.id === opened ? ['opened'] : []), ...(unread ? ['unread'] : [])];
  return (
    <tr class={classes.join(' ')}>
      <td class="time">
        <a
          href={conversationAddress(one.id, query)}
          aria-label={strings.open(shortMoment(one.updatedAt))}
          aria-current={one.id === opened ? 'page' : undefined}
          data-conversation={one.id}
        >
          <time dateTime={one.updatedAt} title={fullMoment(one.updatedAt)}>
            {shortMoment(one.updatedAt)}
          </time>
        </a>
        {unread && <span class="unread-mark" role="img" aria-label={rowStrings.unread} />}
      </td>
      <td class="channel">
        <ChannelBadge channel={one.channel} />
      </td>
      <td class="holder">
        <HolderBadge holder={one.holder} />
        {one.agent && <span class="agent">{one.agent.name}</span>}
      </td>
      <td class="outcome">
        <OutcomeBadge outcome={one.outcome} />
      </td>
      <td class="causes">{one.causes.map(names.cause).join(', ')}</td>
      <td class="intents">{one.intents.map(names.intent).join(', ')}</td>
      <td class="last">
        {one.excerpt ? (
          <Excerpt {...one.excerpt} />
        ) : (
          one.lastUserText || <span class="quiet">{strings.nothingSaid}</span>
        )}
        {(one.tags ?? []).map(tag => (
          <span key={tag} class="badge tag">
            {tag}
          </span>
        ))}
      </td>
    </tr>
  );
}

function Excerpt({ from, pieces }: PresentedExcerpt) {
  return (
    <>
      <span class="quiet">{speakerNames[from]}: </span>
      {pieces.map(({ text, found }, index) => (found ? <mark key={index}>{text}</mark> : text))}
    </>
  );
}

function moveWithArrows(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
  if (step !== undefined && moveFocus(step)) event.preventDefault();
}
