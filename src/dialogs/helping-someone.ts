import { type Copy, contract, question, saying } from './copy.ts';
import { act, become, choose, finish, next, type Step, type Talk } from './steps.ts';

export const helpingSomeoneWords = contract('helping-someone', {
  askTogether: question(['together', 'apart', 'notAsked']),
  askNeed: question(['password', 'cannotLogIn', 'lostContact', 'person']),
  forTwo: saying(),
  byTelephone: saying(),
  askFirst: saying(),
});

/** A child helps a parent: only with the owner's consent, and the code stays in the owner's hands. */
export function helpingSomeone(copy: Copy<typeof helpingSomeoneWords>): Talk {
  return {
    id: 'helping-someone',
    kind: 'topic',
    steps: {
      begin: act(step => {
        step.turn.memory.onBehalf = 'unasked';
        return next();
      }),
      askTogether: choose(copy.askTogether, {
        together: step => {
          step.turn.memory.onBehalf = 'agreed';
          step.say(copy.forTwo());
          return next();
        },
        apart: step => {
          step.turn.setOutcome('advised');
          step.say(copy.byTelephone());
          return become('guide');
        },
        notAsked,
      }),
      askNeed: choose(copy.askNeed, {
        password: () => become('reset-password', { intent: 'forgot_password' }),
        cannotLogIn: () => become('diagnosis', { intent: 'login_failed' }),
        lostContact: () => become('lost-contact', { intent: 'phone_inactive' }),
        person: () => become('talk-to-agent'),
      }),
    },
  };

  function notAsked(step: Step) {
    step.turn.setOutcome('advised');
    step.say(copy.askFirst());
    return finish();
  }
}
