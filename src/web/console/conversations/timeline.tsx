import { Fragment } from 'preact';
import type { PresentedMessage } from '../../../console/presented.ts';
import { dayOf, fullMoment, timeOf } from '../format.ts';
import { kindNames, speakerNames, conversationStrings as strings } from '../strings.ts';

interface TimelineProps {
  readonly messages: readonly PresentedMessage[];
  readonly titleOf: (intent: string) => string;
}

/** Every message as it was stored, redacted; under those of the user what the classifier thought. */
export function Timeline({ messages, titleOf }: TimelineProps) {
  if (messages.length === 0) return <p class="nothing">{strings.empty}</p>;
  return (
    <ol class="timeline">
      {messages.map((message, index) => {
        const day = dayOf(message.at);
        const before = messages[index - 1];
        return (
          <Fragment key={message.sequence}>
            {(before === undefined || dayOf(before.at) !== day) && <li class="day">{day}</li>}
            <Bubble message={message} titleOf={titleOf} />
          </Fragment>
        );
      })}
    </ol>
  );
}

function Bubble({ message, titleOf }: { message: PresentedMessage; titleOf: (intent: string) => string }) {
  const { from, name, at, text, choices, link, dialog, step } = message;
  return (
    <li class={`message ${from}`}>
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
    </li>
  );
}

function Insight({ message, titleOf }: { message: PresentedMessage; titleOf: (intent: string) => string }) {
  const { intent, confidence, kind } = message;
  if (intent === undefined || confidence === undefined || kind === undefined) return null;
  return (
    <p class={`insight ${kind}`}>
      <span title={intent}>{titleOf(intent)}</span>
      <span class="numbers">{strings.sure(Math.round(confidence * 100))}</span>
      <span>{kindNames[kind]}</span>
    </p>
  );
}
