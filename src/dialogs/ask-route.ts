import type { CodeRoute } from '../accounts/account-service.ts';
import { contactsNamed } from './contacts-named.ts';
import type { Words } from './copy.ts';
import { firstOf, readEarlyNumbers } from './readers.ts';
import { type Ask, choose, explain, finish, type Move, next, type Reading, type Step } from './steps.ts';
import type { VerifyOwnerCopy } from './verify-owner-words.ts';

/** The way that is said to be dead. */
export const lostSlot = 'lost';

/** Where the code shall go. A contact that is said to be lost must never get it, whatever else its sentence holds. */
export function askRoute(copy: VerifyOwnerCopy): Ask {
  return choose(
    copy.askRoute,
    { sms: keepLost, email: keepLost, neither: () => finish('neither') },
    {
      slot: 'route',
      first: step => firstOf(readEarlyNumbers(step, copy.numbersReplaced), () => readLost(step)),
      onIntent: {
        phone_inactive: lose('sms', copy.phoneLost),
        email_inactive: lose('email', copy.emailLost),
      },
    },
  );

  function lose(route: CodeRoute, words: () => Words) {
    return (step: Step): Move => {
      step.fill(lostSlot, route);
      return explain(words, copy.askRoute)(step);
    };
  }

  function readLost({ turn }: Step): Reading {
    const { phone, email } = contactsNamed(turn.text);
    if (phone === 'lost' && email === 'lost') return { kind: 'answer', value: 'neither' };
    if (phone === 'lost')
      return email === 'works' ? left('email') : { kind: 'intent', intent: 'phone_inactive' };
    if (email === 'lost')
      return phone === 'works' ? left('sms') : { kind: 'intent', intent: 'email_inactive' };
    return { kind: 'notMine' };
  }
}

/** Remembered, so that no later code is sent there. */
function keepLost(step: Step): Move {
  const { phone, email } = contactsNamed(step.turn.text);
  if (phone === 'lost') step.fill(lostSlot, 'sms');
  if (email === 'lost') step.fill(lostSlot, 'email');
  return next();
}

function left(route: CodeRoute): Reading {
  return { kind: 'answer', value: route };
}
