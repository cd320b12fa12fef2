import type { Outgoing } from '../direct-line/outbox.ts';
import { deliveryStrings, panelStrings as strings } from '../strings.ts';
import type { Bubble, Group } from '../transcript-groups.ts';
import { CopyButton } from './copy-button.tsx';
import { LinkCard } from './link-card.tsx';
import { MessageText } from './message-text.tsx';

interface MessageGroupProps {
  readonly group: Group;
  /** The newest of all. */
  readonly last: boolean;
  readonly onRetry: (message: Outgoing) => void;
}

const times = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit' });

/** Bubbles of one speaker, with the time and, for the visitor's own, the state of delivery beneath. */
export function MessageGroup({ group: { from, name, bubbles }, last, onRetry }: MessageGroupProps) {
  const end = bubbles.at(-1);
  const timed = bubbles.findLast(({ at }) => at);
  return (
    <div class={`group ${from}`}>
      <p class={from === 'agent' ? 'name' : 'name unseen'}>{from === 'user' ? strings.you : name}</p>
      {bubbles.map(bubble => (
        <div class={`bubble ${bubble.delivery}`} key={bubble.key}>
          <MessageText text={bubble.text} rich={from !== 'user'} />
          {bubble.links.map(link => (
            <LinkCard key={link.url} {...link} />
          ))}
          {bubble.delivery === 'failed' && <Failed bubble={bubble} onRetry={onRetry} />}
        </div>
      ))}
      {end && end.delivery !== 'failed' && (
        <p class="meta">
          <span>
            {timed && <time dateTime={timed.at}>{times.format(new Date(timed.at))}</time>}
            {from === 'user' && `${timed ? ' · ' : ''}${deliveryStrings[end.delivery]}`}
          </span>
          {from !== 'user' && (
            <CopyButton text={bubbles.map(({ text }) => text).join('\n')} inTabOrder={last} />
          )}
        </p>
      )}
    </div>
  );
}

function Failed({
  bubble: { key, text },
  onRetry,
}: {
  bubble: Bubble;
  onRetry: MessageGroupProps['onRetry'];
}) {
  return (
    <p class="failed">
      {deliveryStrings.failed}{' '}
      <button type="button" onClick={() => onRetry({ id: key, text })}>
        {deliveryStrings.retry}
      </button>
    </p>
  );
}
