import { contactsNamed } from './contacts-named.ts';
import { type Copy, contract, question, saying } from './copy.ts';
import { act, become, choose, goTo, type Reading, type Step, type Talk } from './steps.ts';

export const lostContactWords = contract('lost-contact', {
  phoneLost: question(['stillHaveEmail', 'bothLost', 'person', 'stillHavePhone']),
  emailLost: question(['stillHavePhone', 'bothLost', 'person', 'stillHaveEmail']),
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
      pick: act(pick),
      phoneLost: choose(
        copy.phoneLost,
        { stillHaveEmail: resetBy('email'), stillHavePhone: resetBy('sms'), bothLost, person },
        { first: readContacts, onIntent: { email_inactive: bothLost } },
      ),
      emailLost: choose(
        copy.emailLost,
        { stillHavePhone: resetBy('sms'), stillHaveEmail: resetBy('email'), bothLost, person },
        { first: readContacts, onIntent: { phone_inactive: bothLost } },
      ),
      branch: act(step => {
        step.turn.setOutcome('handedOver');
        step.say([...copy.branch(), ...copy.scamGuard()]);
        return become('did-it-help', { expect: 'later' });
      }),
    },
  };
}

/** Uses what was said already: "nomor mati, tapi email masih aktif" answers the question before it is asked. */
function pick(step: Step) {
  if (step.slot('lost') === 'both') return goTo('branch');
  const { phone, email } = contactsNamed(step.turn.text);
  if (phone === 'lost' && email === 'lost') return goTo('branch');
  if (phone === 'lost' && email === 'works') return resetBy('email')();
  if (email === 'lost' && phone === 'works') return resetBy('sms')();
  return goTo(step.options.intent === 'email_inactive' ? 'emailLost' : 'phoneLost');
}

function readContacts({ turn }: Step): Reading {
  const { phone, email } = contactsNamed(turn.text);
  if (phone === 'lost' || email === 'lost') return { kind: 'answer', value: 'bothLost' };
  if (email === 'works') return { kind: 'answer', value: 'stillHaveEmail' };
  return phone === 'works' ? { kind: 'answer', value: 'stillHavePhone' } : { kind: 'notMine' };
}

/** As if the way that is left had been asked for by name: it is said before it is gone. */
function resetBy(route: 'sms' | 'email') {
  return () => become('reset-password', { intent: `reset_by_${route}` });
}
