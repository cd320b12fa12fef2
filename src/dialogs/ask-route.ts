import type { CodeRoute } from '../accounts/account-service.ts';
import { contactsNamed } from './contacts-named.ts';
import { firstOf, readEarlyNumbers } from './readers.ts';
import { type Ask, choose, explain, finish, next, type Reading, type Step } from './steps.ts';
import type { VerifyOwnerCopy } from './verify-owner-words.ts';

/** Where the code shall go. A contact that is said to be lost must never get it, whatever else its sentence holds. */
export function askRoute(copy: VerifyOwnerCopy): Ask {
  return choose(
    copy.askRoute,
    { sms: next, email: next, neither: () => finish('neither') },
    {
      slot: 'route',
      first: step => firstOf(readEarlyNumbers(step, copy.numbersReplaced), () => readLost(step)),
      onIntent: {
        phone_inactive: explain(copy.phoneLost, copy.askRoute),
        email_inactive: explain(copy.emailLost, copy.askRoute),
      },
    },
  );

  function readLost({ turn }: Step): Reading {
    const { phone, email } = contactsNamed(turn.text);
    if (phone === 'lost' && email === 'lost') return { kind: 'answer', value: 'neither' };
    if (phone === 'lost')
      return email === 'works' ? left('email') : { kind: 'problem', words: copy.phoneLost() };
    if (email === 'lost')
      return phone === 'works' ? left('sms') : { kind: 'problem', words: copy.emailLost() };
    return { kind: 'notMine' };
  }
}

function left(route: CodeRoute): Reading {
  return { kind: 'answer', value: route };
}
