import { type Copy, contract, question, saying } from './copy.ts';
import { act, become, choose, finish, goTo, type Step, type Talk } from './steps.ts';

export const lostContactWords = contract('lost-contact', {
  phoneLost: question(['stillHaveEmail', 'bothLost', 'person']),
  emailLost: question(['stillHavePhone', 'bothLost', 'person']),
  branch: saying(),
  scamGuard: saying(),
});

/** The registered number or mailbox is gone: the other one, or a branch office when both are. */
export function lostContact(copy: Copy<typeof lostContactWords>): Talk {
  const person = () => become('talk-to-agent');
  const bothLost = () => goTo('branch');
  return {
    id: 'lost-contact',
    kind: 'topic',
    steps: {
      pick: act(step => goTo(step.slot('lost') === 'both' ? 'branch' : firstQuestion(step))),
      phoneLost: choose(
        copy.phoneLost,
        { stillHaveEmail: resetBy('email'), bothLost, person },
        { onIntent: { email_inactive: bothLost } },
      ),
      emailLost: choose(
        copy.emailLost,
        { stillHavePhone: resetBy('sms'), bothLost, person },
        { onIntent: { phone_inactive: bothLost } },
      ),
      branch: act(step => {
        step.turn.setOutcome('handedOver');
        step.say([...copy.branch(), ...copy.scamGuard()]);
        return finish();
      }),
    },
  };
}

function firstQuestion({ options }: Step): 'phoneLost' | 'emailLost' {
  return options.intent === 'email_inactive' ? 'emailLost' : 'phoneLost';
}

function resetBy(route: 'sms' | 'email') {
  return () => become('reset-password', { slots: { route } });
}
