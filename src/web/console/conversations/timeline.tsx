import { type ComponentChildren, Fragment } from 'preact';
import { useRef } from 'preact/hooks';
import type { PresentedMessage, PresentedUndelivered } from '../../../console/presented.ts';
import { dayOf, fullMoment, timeOf } from '../format.ts';
import { kindNames, speakerNames, conversationStrings as strings } from '../strings.ts';
import { Delivery } from './delivery.tsx';
import { Jumps } from './jumps.tsx';
import { takenNames, timelineStrings } from './strings.ts';
import { TurnWork } from './turn-work.tsx';
import { useJump } from './use-jump.ts';
import { useKeys } from './use-keys.ts';
import { useOlder } from './use-older.ts';

interface TimelineProps {
  readonly id: string;
  /** The newest ones; those before are loaded when somebody wants them. */
  readonly messages: readonly PresentedMessage[];
  readonly titleOf: (intent: string) => string;
  readonly undelivered?: readonly PresentedUndelivered[] | undefined;
}

/** Every message as it was stored, redacted; under those of the user what the classifier thought and the bot made of it. */
export function Timeline({ id, messages: newest, titleOf, undelivered }: TimelineProps) {
  const older = useOlder(id, newest);
  const messages = [...older.messages, ...newest];
  const list = useRef<HTMLOListElement>(null);
  const [note, jump] = useJump(list, older);
  useKeys({ n: () => jump(1), N: () => jump(-1) });
  if (messages.length === 0) return <p class="nothing">{strings.empty}</p>;
  return (
    <div class="timeline-pane">
      <Jumps count={messages.filter(({ misunderstood }) => misunderstood).length} note={note} onJump={jump} />
      {older.more && (
        <button
          type="button"
          class="plain more"
          aria-disabled={older.state === 'loading'}
          onClick={older.load}
        >
          {older.state === 'failed' ? timelineStrings.olderFailed : timelineStrings.older}
        </button>
      )}
      <ol class="timeline" ref={list}>
        {messages.map((message, index) => {
          const day = dayOf(message.at);
          const before = messages[index - 1];
          return (
            <Fragment key={message.sequence}>
              {(before === undefined || dayOf(before.at) !== day) && <li class="day">{day}</li>}
              <Bubble message={message} titleOf={titleOf}>
                <TurnWork work={message.work} />
                {undelivered && message.from !== 'user' && (
                  <Delivery state={undelivered.find(({ sequence }) => sequence === message.sequence)} />
                )}
              </Bubble>
            </Fragment>
          );
        })}
      </ol>
    </div>
  );
}

interface BubbleProps {
  readonly message: PresentedMessage;
  readonly titleOf: (intent: string) => string;
  readonly children: ComponentChildren;
}

function Bubble({ message, titleOf, children }: BubbleProps) {
  const { from, name, at, text, choices, link, dialog, step } = message;
  return (
    <li
      class={`message ${from}${message.misunderstood ? ' misunderstood' : ''}`}
      tabIndex={message.misunderstood ? -1 : undefined}
    >
      <p class="meta">
        <b>{name === undefined ? speakerNames[from] : strings.agent(speakerNames[from], name)}</b>
        <time dateTime={at} title={fullMoment(at)}>
          {timeOf(at)}
        </time>
        {dialog !== undefined && <code>{strings.step(dialog, step)}</code>}
      </p>
      <p class="bubble">{text}</p>
      {link !== undefined && <p class="link">{strings.link(link)}</p>}
      {choices.length > 0 && (
        <ul class="choices" aria-label={strings.choices}>
          {choices.map(choice => (
            <li key={choice}>{choice}</li>
          ))}
        </ul>
      )}
      <Insight message={message} titleOf={titleOf} />
      {children}
    </li>
  );
}

function Insight({ message, titleOf }: { message: PresentedMessage; titleOf: (intent: string) => string }) {
  const { intent, confidence, kind, taken, because = [] } = message;
  if (intent === undefined || confidence === undefined || kind === undefined) return null;
  return (
    <p class={`insight ${kind}`}>
      <span title={intent}>{titleOf(intent)}</span>
      <span class="numbers">{strings.sure(Math.round(confidence * 100))}</span>
      <span>{kindNames[kind]}</span>
      {taken !== undefined && <span>{takenNames[taken]}</span>}
      {because.map(name => (
        <code key={name}>{name}</code>
      ))}
    </p>
  );
}
