import { type Copy, contract, question } from './copy.ts';
import { become, choose, finish, type Talk } from './steps.ts';

export const welcomeBackWords = contract('welcome-back', {
  ask: question(['goOn', 'startOver', 'person']),
});

/** Asked on top of what was left open hours ago. */
export function welcomeBack(copy: Copy<typeof welcomeBackWords>): Talk {
  return {
    id: 'welcome-back',
    kind: 'aside',
    steps: { ask: choose(copy.ask, { goOn: () => finish(), person: () => become('talk-to-agent') }) },
  };
}
