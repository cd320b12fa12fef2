import { contactsNamed } from './contacts-named.ts';
import { type Copy, contract, question, saying, type Words } from './copy.ts';
import {
  act,
  askAgain,
  become,
  choose,
  explain,
  goTo,
  next,
  type Reading,
  type Step,
  type Talk,
} from './steps.ts';

export const guideWords = contract('guide', {
  askWay: question(['password', 'sms', 'email']),
  askContact: question(['sms', 'email']),
  howTo: saying(),
  passwordSteps: saying(),
  smsSteps: saying(),
  emailSteps: saying(),
  showStep: question(['next', 'again', 'back', 'noButton', 'person'], ['number', 'total', 'step']),
  noButton: saying(),
  finished: saying(),
});

/**
 * Guides through the JMO app itself, one step at a time, without any data: "Lupa Password" for those who know their
 * e-mail address, "Lupa Akun" by SMS or e-mail for the others. The app keeps these two apart.
 */
export function guide(copy: Copy<typeof guideWords>): Talk {
  return {
    id: 'guide',
    kind: 'topic',
    steps: {
      pick: act(({ options }) => goTo(options.intent === 'forgot_account' ? 'askContact' : 'askWay')),
      askWay: choose(
        copy.askWay,
        { password: explainNow, sms: explainNow, email: explainNow },
        {
          slot: 'way',
          first: readWay,
          onIntent: { [nothingLeft]: toBranch, forgot_account: () => goTo('askContact') },
        },
      ),
      askContact: choose(
        copy.askContact,
        { sms: next, email: next },
        {
          slot: 'way',
          first: readWay,
          onIntent: {
            [nothingLeft]: toBranch,
            forgot_account: explain(() => copy.askContact.simpler, copy.askContact),
          },
        },
      ),
      explain: act(step => {
        step.turn.note({ tried: 'guide' });
        // A way that is corrected begins anew, but how it goes is known.
        if (step.slot('explained') === undefined) step.say(copy.howTo());
        step.fill('explained', 'yes');
        return next();
      }),
      showStep: choose(
        copy.showStep,
        {
          next: advance,
          again: () => askAgain(),
          back: step => moveTo(step, position(step) - 1),
          noButton: explain(copy.noButton, copy.showStep),
          person: () => become('talk-to-agent'),
        },
        {
          using: step => ({ number: position(step) + 1, total: steps(step).length, step: current(step) }),
          onIntent: {
            otp_not_received: () => become('code-trouble', { intent: 'otp_not_received' }),
            otp_invalid: () => become('code-trouble', { intent: 'otp_invalid' }),
          },
        },
      ),
      conclude: act(step => {
        step.turn.setOutcome('advised');
        step.say(copy.finished());
        return become('did-it-help');
      }),
    },
  };

  function steps(step: Step): Words {
    switch (step.slot('way')) {
      case 'password':
        return copy.passwordSteps();
      case 'email':
        return copy.emailSteps();
      default:
        return copy.smsSteps();
    }
  }

  function current(step: Step): string {
    const at = position(step);
    return steps(step)
      .slice(at, at + 1)
      .join();
  }

  function advance(step: Step) {
    const following = position(step) + 1;
    return following < steps(step).length ? moveTo(step, following) : next();
  }
}

/** No contact is left to receive a code: nothing in the app can be guided to. */
const nothingLeft = 'contacts_lost';

const toBranch = () => become('lost-contact', { slots: { lost: 'both' } });

/** "Lupa Akun lewat email" names a button of JMO, not a lost e-mail address. */
const buttonNames = /\blupa (?:akun|password)\b/gi;

/** "hp hilang" chooses the e-mail: the way that is left. */
function readWay({ turn }: Step): Reading {
  const { phone, email } = contactsNamed(turn.text.replace(buttonNames, ' '));
  if (phone === 'lost') return email === 'lost' ? { kind: 'intent', intent: nothingLeft } : left('email');
  return email === 'lost' ? left('sms') : { kind: 'notMine' };
}

function left(way: 'sms' | 'email'): Reading {
  return { kind: 'answer', value: way };
}

const explainNow = () => goTo('explain');

function position(step: Step): number {
  return Number(step.slot('at') ?? '0');
}

function moveTo(step: Step, at: number) {
  step.fill('at', String(Math.max(0, at)));
  return goTo('showStep');
}
