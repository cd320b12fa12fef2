import { useRef, useState } from 'preact/hooks';
import type { PresentedIntent } from '../../../console/presented.ts';
import type { Decision } from '../../../learning/label.ts';
import { Skeleton } from '../skeleton.tsx';
import { Trouble } from '../trouble.tsx';
import { GroupCard } from './group-card.tsx';
import { learningStrings as strings } from './strings.ts';
import { useInbox } from './use-inbox.ts';
import { useKeys } from './use-keys.ts';

interface InboxPaneProps {
  readonly intents: readonly PresentedIntent[];
  readonly titleOf: (intent: string) => string;
  readonly mayTeach: boolean;
  readonly onExpired: () => void;
  readonly onDecided: () => void;
}

interface Done {
  readonly messages: readonly string[];
  readonly text: string;
}

export function InboxPane({ intents, titleOf, mayTeach, onExpired, onDecided }: InboxPaneProps) {
  const [shown, { reload, decide, undo }] = useInbox(onExpired);
  const [at, setAt] = useState(0);
  const [done, setDone] = useState<Done>();
  const groups = shown.state === 'ready' ? shown.inbox.groups : [];
  const opened = Math.min(at, groups.length - 1);
  const group = groups[opened];

  /** Undoing follows what is still on its way. */
  const last = useRef<Promise<boolean>>(Promise.resolve(true));

  const save = async (messages: readonly string[], decision: Decision) => {
    const saved = strings.saved(nameOf(decision, titleOf), messages.length);
    setDone({ messages, text: saved });
    last.current = decide(messages, decision);
    if (!(await last.current)) setDone({ messages: [], text: strings.notSaved });
    onDecided();
  };
  const takeBack = async () => {
    if (!done || done.messages.length === 0) return;
    setDone({ messages: [], text: '' });
    const kept = (await last.current) && (await undo(done.messages));
    setDone({ messages: [], text: kept ? strings.undone : strings.notSaved });
    onDecided();
  };

  useKeys({ u: takeBack });

  return (
    <section class="inbox-pane" aria-label={strings.inboxTitle} aria-busy={shown.state === 'loading'}>
      <div class="pane-head">
        <h1>{strings.inboxTitle}</h1>
        <span class="quiet numbers grow">
          {shown.state === 'ready' && strings.waiting(shown.inbox.waiting)}
        </span>
        <button type="button" class="plain" onClick={reload}>
          {strings.reload}
        </button>
      </div>
      <p class="quiet small pad">{mayTeach ? strings.inboxIntro : strings.readOnly}</p>
      <p class="done" role="status">
        {done?.text}
        {done !== undefined && done.messages.length > 0 && (
          <button type="button" class="plain" onClick={takeBack}>
            {strings.undo} <kbd>u</kbd>
          </button>
        )}
      </p>
      {shown.state === 'loading' && <Skeleton lines={6} />}
      {shown.state === 'trouble' && <Trouble kind={shown.kind} onRetry={reload} />}
      {shown.state === 'ready' && group === undefined && (
        <div class="nothing">
          <h2>{strings.emptyTitle}</h2>
          <p>{strings.empty}</p>
        </div>
      )}
      {group !== undefined && (
        <ol class="groups" aria-label={strings.groups}>
          {groups.map((one, index) => (
            <li key={one.messages[0]?.id}>
              <GroupCard
                group={one}
                opened={index === opened}
                intents={intents}
                titleOf={titleOf}
                mayTeach={mayTeach}
                onOpen={() => setAt(index)}
                onMove={step => setAt(Math.max(0, Math.min(groups.length - 1, opened + step)))}
                onDecide={save}
              />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function nameOf(decision: Decision, titleOf: (intent: string) => string): string {
  return decision.kind === 'intent' ? titleOf(decision.intent) : strings.skip;
}
