import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { PresentedUser } from '../../../console/presented.ts';
import { filteredListAddress, readAddress } from '../address.ts';
import { Desk } from '../desk/desk.tsx';
import { ExportForm } from '../exports/export-form.tsx';
import { Skeleton } from '../skeleton.tsx';
import { conversationStrings as strings } from '../strings.ts';
import { Trouble } from '../trouble.tsx';
import { UnmaskSection } from '../unmask/unmask-section.tsx';
import { Facts } from './facts.tsx';
import { Timeline } from './timeline.tsx';
import { useMarkRead } from './use-mark-read.ts';
import { useTranscript } from './use-transcript.ts';

interface ConversationPaneProps {
  readonly id: string;
  readonly user: PresentedUser;
  readonly titleOf: (intent: string) => string;
  readonly onExpired: () => void;
}

export function ConversationPane({ id, user, titleOf, onExpired }: ConversationPaneProps) {
  const [shown, reload, show] = useTranscript(id, onExpired);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), [id]);
  useEscape(id);
  useMarkRead(shown.state === 'ready' ? shown.transcript.conversation : undefined);

  return (
    <section class="conversation-pane" aria-label={strings.title} aria-busy={shown.state === 'loading'}>
      <div class="pane-head">
        <a class="plain" href={wayBack()}>
          ← {strings.back}
        </a>
        <h1 ref={heading} tabIndex={-1}>
          {strings.title}
        </h1>
      </div>
      {shown.state === 'loading' && <Skeleton lines={6} />}
      {shown.state === 'trouble' && <Trouble kind={shown.kind} onRetry={reload} />}
      {shown.state === 'ready' && (
        <div class="conversation">
          <Facts {...shown.transcript} titleOf={titleOf}>
            <ExportForm user={user} path={`conversations/${id}/export`} onExpired={onExpired} />
            <UnmaskSection key={id} conversation={id} user={user} onExpired={onExpired} />
          </Facts>
          <Timeline key={id} {...shown.transcript} id={id} titleOf={titleOf} />
        </div>
      )}
      {shown.state === 'ready' && (
        <Desk
          transcript={shown.transcript}
          user={user}
          onTranscript={transcript => show({ state: 'ready', transcript })}
          onGone={() => show({ state: 'trouble', kind: 'absent' })}
          onExpired={onExpired}
        />
      )}
    </section>
  );
}

/** Esc closes the conversation and goes back to its row. */
function useEscape(id: string): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      location.hash = wayBack();
      requestAnimationFrame(() => focusRow(id));
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [id]);
}

/** To the list as it was narrowed down. */
function wayBack(): string {
  return filteredListAddress(readAddress().query);
}

function focusRow(id: string): void {
  document.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id)}"]`)?.focus();
}
