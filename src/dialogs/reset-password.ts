import { findEntity } from '../understanding/understanding.ts';
import { type AccountVerdictCopy, obstacle, verdictName } from './account-verdict.ts';
import { type Copy, contract, question, saying } from './copy.ts';
import { act, become, choose, finish, goTo, next, open, type Step, type Talk } from './steps.ts';
import { markTried } from './tried.ts';
import { verificationOf } from './verification.ts';

export const resetPasswordWords = contract('reset-password', {
  understoodPassword: saying(),
  understoodPasswordOther: saying(),
  understoodAccount: saying(),
  understoodRegistered: saying(),
  understoodSms: saying(),
  understoodEmail: saying(),
  offerRoutes: question(['fromHere', 'guide', 'person', 'other']),
  refused: question(['otherCause', 'check', 'guide', 'person']),
  changed: saying(),
});

/** Two routes by name: guided inside the JMO app without any data, or reset from here. */
export function resetPassword(copy: Copy<typeof resetPasswordWords>, verdict: AccountVerdictCopy): Talk {
  return {
    id: 'reset-password',
    kind: 'topic',
    steps: {
      acknowledge: act(acknowledge),
      offerRoutes: choose(
        copy.offerRoutes,
        {
          fromHere: next,
          guide: toGuide,
          person: () => become('talk-to-agent'),
          other: () => goTo('refused'),
        },
        { slot: 'way', onIntent: { reset_by_sms: chooseRoute('sms'), reset_by_email: chooseRoute('email') } },
      ),
      verify: act(step => open('verify-owner', { purpose: 'new-password', slots: routeGiven(step) })),
      conclude: act(conclude),
      // Reached only by name: somebody who wants no new password is not led to other questions for their numbers unasked.
      refused: choose(copy.refused, {
        otherCause,
        check: () => become('check-account'),
        guide: toGuide,
        person: () => become('talk-to-agent'),
      }),
    },
  };

  function acknowledge(step: Step) {
    const { intent, refused } = step.options;
    if (refused === true) return goTo('refused');
    if (intent === 'forgot_password') step.say(whoForgot(step));
    if (intent === 'forgot_account')
      step.say(hasAccountAlready(step) ? copy.understoodRegistered() : copy.understoodAccount());
    if (intent === 'reset_by_sms') return namedRoute(step, 'sms', copy.understoodSms());
    if (intent === 'reset_by_email') return namedRoute(step, 'email', copy.understoodEmail());
    return next();
  }

  function whoForgot({ turn: { memory } }: Step) {
    return memory.onBehalf === undefined ? copy.understoodPassword() : copy.understoodPasswordOther();
  }

  function otherCause({ turn }: Step) {
    markTried(turn.memory, turn.now, 'reset');
    return become('diagnosis', { again: true });
  }

  async function conclude(step: Step) {
    const result = step.slot('verify');
    if (result !== 'passwordChanged') return becomeAfter(result);
    const { turn } = step;
    turn.setOutcome('reset');
    markTried(turn.memory, turn.now, 'reset');
    turn.say(copy.changed());
    const answer = await turn.accounts.accountStatus(verificationOf(turn).id);
    if (answer.kind !== 'account') return become('did-it-help');
    turn.note({ verdict: verdictName(answer.account) });
    const remaining = obstacle(verdict, answer.account, turn.now);
    if (remaining === undefined) return become('did-it-help');
    turn.say(remaining);
    return become('did-it-help', { expect: 'later' });
  }
}

/** "NIK sudah terdaftar": there is an account, so it is to be found, not made again. */
function hasAccountAlready({ turn }: Step): boolean {
  const quoted = findEntity(turn.entities, 'errorMessage')?.value;
  return quoted === 'nik-sudah-terdaftar' || quoted === 'akun-sudah-terdaftar';
}

/** What follows a verification that did not end with proof of control. */
export function becomeAfter(result: string | undefined) {
  switch (result) {
    case 'guide':
      return become('guide');
    case 'person':
      return become('talk-to-agent');
    case 'neither':
      return become('lost-contact', { slots: { lost: 'both' } });
    case 'refused':
      return become('reset-password', { refused: true });
    default:
      return finish();
  }
}

function namedRoute(step: Step, route: 'sms' | 'email', words: readonly string[]) {
  step.say(words);
  step.fill('route', route);
  return next();
}

function chooseRoute(route: 'sms' | 'email') {
  return (step: Step) => {
    step.fill('way', 'fromHere');
    step.fill('route', route);
    return next();
  };
}

/** What was said already chooses the way there, too. */
function toGuide(step: Step) {
  const { route } = routeGiven(step);
  return become('guide', { ...step.options, slots: route === undefined ? {} : { way: route } });
}

function routeGiven(step: Step): { readonly route?: string } {
  const route = step.slot('route');
  return route === undefined ? {} : { route };
}
