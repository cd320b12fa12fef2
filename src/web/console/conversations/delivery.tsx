import type { PresentedUndelivered } from '../../../console/presented.ts';
import { deliveryStrings as strings } from './strings.ts';

/** Below a message on a channel that is pushed to. */
export function Delivery({ state: undelivered }: { state: PresentedUndelivered | undefined }) {
  if (!undelivered) return <p class="delivery">{strings.delivered}</p>;
  const { state, attempts, problem } = undelivered;
  return (
    <p class={`delivery ${state}`}>
      {state === 'failed' ? strings.failed : strings.waiting(attempts)}
      {problem !== undefined && <code>{problem}</code>}
    </p>
  );
}
