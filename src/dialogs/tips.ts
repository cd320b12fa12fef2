import type { Cause } from './causes.ts';
import type { SpokenAdvice } from './copy.ts';
import { causeOfAppTrouble } from './heard-causes.ts';
import { act, become, finish, type Talk } from './steps.ts';

/** Questions about the app, the network or the telephone: a cause like any other, but in the middle of a form only answered. */
export function tips(advice: Readonly<Record<Cause, SpokenAdvice>>): Talk {
  return {
    id: 'tips',
    kind: 'aside',
    steps: {
      answer: act(step => {
        if (step.options.onTop !== true) return become('diagnosis', { intent: 'app_tips' });
        step.say(advice[causeOfAppTrouble(step.turn.entities)].steps);
        return finish();
      }),
    },
  };
}
