import { type Copy, contract, question, saying } from './copy.ts';
import { act, become, choose, finish, next, type Talk } from './steps.ts';

export const scamGuardWords = contract('scam-guard', {
  warn: saying(),
  secure: saying(),
  whatNow: question(['reset', 'person', 'understood']),
  takeCare: saying(),
});

/** Somebody asks for a code, has one already, or changed the account: 175 first, then a new password. */
export function scamGuard(copy: Copy<typeof scamGuardWords>): Talk {
  return {
    id: 'scam-guard',
    kind: 'topic',
    steps: {
      warn: act(({ turn }) => {
        turn.setOutcome('advised');
        turn.say([...copy.warn(), ...copy.secure()]);
        return next();
      }),
      whatNow: choose(copy.whatNow, {
        reset: () => become('reset-password'),
        person: () => become('talk-to-agent'),
        understood: step => {
          step.say(copy.takeCare());
          return finish();
        },
      }),
    },
  };
}
