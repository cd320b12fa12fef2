import { type ComponentChildren, Fragment } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatState } from '../chat-state.ts';
import type { Outgoing } from '../direct-line/outbox.ts';
import { panelStrings as strings } from '../strings.ts';
import { type Group, groupMessages } from '../transcript-groups.ts';
import { dayName } from './day-name.ts';
import { Icon } from './icons.tsx';
import { MessageGroup } from './message-group.tsx';
import { Skeleton } from './skeleton.tsx';
import { Typing } from './typing.tsx';

interface TranscriptProps {
  readonly state: ChatState;
  readonly shown: boolean;
  readonly onRetry: (message: Outgoing) => void;
  /** Stands below the last message. */
  readonly children: ComponentChildren;
}

/** In pixels: whoever is this close to the end wants to stay there. */
const nearEnd = 120;

/** The conversation. It stays at its end unless the visitor has scrolled up to read. */
export function Transcript({ state, shown, onRetry, children }: TranscriptProps) {
  const log = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const groups = groupMessages(state);
  const ownCount = state.pending.length;
  const toEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight });

  useLayoutEffect(() => {
    if (atEnd && shown) toEnd();
  }, [state, shown]);
  useLayoutEffect(toEnd, [ownCount]);

  const onScroll = ({
    currentTarget: { scrollHeight, scrollTop, clientHeight },
  }: {
    currentTarget: HTMLElement;
  }) => setAtEnd(scrollHeight - scrollTop - clientHeight < nearEnd);

  return (
    <div class="transcript">
      <div
        class="log"
        role="log"
        // The announcer reads out what is new; a log that reads itself would begin with the whole history.
        aria-live="off"
        aria-label={strings.log}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        ref={log}
        onScroll={onScroll}
      >
        {groups.length === 0 && state.connection !== 'refused' && <Skeleton />}
        {groups.map((group, index) => (
          <Fragment key={group.key}>
            {group.day && lastDay(groups, index) !== group.day && <p class="day">{dayName(group.day)}</p>}
            <MessageGroup group={group} last={index === groups.length - 1} onRetry={onRetry} />
          </Fragment>
        ))}
        {state.typing && <Typing />}
        {children}
      </div>
      {!atEnd && (
        <button type="button" class="to-end" aria-label={strings.newMessages} onClick={toEnd}>
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}

function lastDay(groups: readonly Group[], before: number): string | undefined {
  return groups.slice(0, before).findLast(({ day }) => day)?.day;
}
