import type { PresentedGroup } from '../../../console/learning/presented.ts';
import type { PresentedIntent } from '../../../console/presented.ts';
import type { Decision } from '../../../learning/label.ts';
import { conversationAddress } from '../address.ts';
import { shortMoment } from '../format.ts';
import { DecisionForm } from './decision-form.tsx';
import { doubtNames, percent, learningStrings as strings } from './strings.ts';

export interface GroupCardProps {
  readonly group: PresentedGroup;
  readonly opened: boolean;
  readonly intents: readonly PresentedIntent[];
  readonly titleOf: (intent: string) => string;
  readonly mayTeach: boolean;
  readonly onOpen: () => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly onDecide: (messages: readonly string[], decision: Decision) => void;
}

/** Closed: one line. Opened: the messages and what they may mean. */
export function GroupCard(props: GroupCardProps) {
  const { group, opened, titleOf, mayTeach, onOpen } = props;
  const [first] = group.messages;
  if (!first) return null;
  return (
    <article class={opened ? 'group opened' : 'group'}>
      <button type="button" class="group-head" aria-expanded={opened} onClick={onOpen}>
        <span class={opened ? 'unseen' : 'group-text'}>{first.text}</span>
        {group.messages.length > 1 && <span class="badge">{strings.size(group.messages.length)}</span>}
      </button>
      {opened && (
        <>
          <ul class="doubts">
            {group.messages.map(({ id, text, at, doubt, intent, confidence, count, conversation }) => (
              <li key={id}>
                <span class="doubt-text">{text}</span>
                <span class="quiet small">
                  {doubtNames[doubt]} · {titleOf(intent)} {percent(confidence)} · {shortMoment(at)}
                  {count > 1 && ` · ${strings.times(count)}`} ·{' '}
                  <a href={conversationAddress(conversation)}>{strings.conversation}</a>
                </span>
              </li>
            ))}
          </ul>
          {mayTeach && <DecisionForm {...props} />}
        </>
      )}
    </article>
  );
}
