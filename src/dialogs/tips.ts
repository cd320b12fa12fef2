import { type Cause, isCause } from './causes.ts';
import type { SpokenAdvice } from './copy.ts';
import { heardCauses } from './heard-causes.ts';
import { act, become, finish, type Step, type Talk } from './steps.ts';

/** Questions about the app, the network or the telephone: a cause like any other, but in the middle of a form only answered. */
export function tips(advice: Readonly<Record<Cause, SpokenAdvice>>): Talk {
  return {
    id: 'tips',
    kind: 'aside',
    steps: {
      answer: act(step => {
        if (step.options.onTop !== true) return become('diagnosis', { intent: 'app_tips' });
        step.say(advice[askedAbout(step)].steps);
        return finish();
      }),
    },
  };
}

function askedAbout({ turn }: Step): Cause {
  const [cause = 'appCare'] = heardCauses(turn.entities, 'app_tips');
  return isCause(cause) ? cause : 'appCare';
}
