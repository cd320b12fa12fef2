import type { PresentedMessage } from '../../../console/presented.ts';
import { workStrings as strings } from './strings.ts';

/** How long a turn took, and what the account service said in it. */
export function TurnWork({ work }: Pick<PresentedMessage, 'work'>) {
  if (!work) return null;
  return (
    <p class="work">
      <span class="numbers">{strings.took(work.took)}</span>
      {work.calls.map(({ operation, answer, took }, index) => (
        <span key={index}>
          {strings.operation(operation)} <code>{answer}</code>{' '}
          <span class="numbers">{strings.milliseconds(took)}</span>
        </span>
      ))}
    </p>
  );
}
