import type { AccountService } from '../accounts/account-service.ts';
import { findEntity } from '../understanding/understanding.ts';
import { type AccountVerdictCopy, accountVerdict, verdictName } from './account-verdict.ts';
import { type Copy, contract, question, saying } from './copy.ts';
import { act, become, choose, finish, next, open, type Step, type Talk } from './steps.ts';
import { markTried } from './tried.ts';

export const resetPasswordWords = contract('reset-password', {
  understoodPassword: saying(),
  understoodAccount: saying(),
  understoodRegistered: saying(),
  understoodSms: saying(),
  understoodEmail: saying(),
  offerRoutes: question(['fromHere', 'guide', 'person', 'other']),
  changed: saying(),
});

/** Two routes by name: guided inside the JMO app without any data, or reset from here. */
export function resetPassword(
  copy: Copy<typeof resetPasswordWords>,
  verdict: AccountVerdictCopy,
  accounts: AccountService,
): Talk {
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
          other: () => become('diagnosis', { again: true }),
        },
        { slot: 'way', onIntent: { reset_by_sms: chooseRoute('sms'), reset_by_email: chooseRoute('email') } },
      ),
      verify: act(step => open('verify-owner', { purpose: 'new-password', slots: routeGiven(step) })),
      conclude: act(conclude),
    },
  };

  function acknowledge(step: Step) {
    const { intent } = step.options;
    if (intent === 'forgot_password') step.say(copy.understoodPassword());
    if (intent === 'forgot_account')
      step.say(hasAccountAlready(step) ? copy.understoodRegistered() : copy.understoodAccount());
    if (intent === 'reset_by_sms') return namedRoute(step, 'sms', copy.understoodSms());
    if (intent === 'reset_by_email') return namedRoute(step, 'email', copy.understoodEmail());
    return next();
  }

  async function conclude(step: Step) {
    const result = step.slot('verify');
    if (result !== 'passwordChanged') return becomeAfter(result);
    const { turn } = step;
    turn.setOutcome('reset');
    markTried(turn.memory, turn.now, 'reset');
    turn.say(copy.changed());
    const verification = turn.memory.verification;
    const answer = verification && (await accounts.accountStatus(verification.id));
    if (answer?.kind === 'account') {
      turn.note({ verdict: verdictName(answer.account) });
      const obstacle = accountVerdict(verdict, answer.account, {
        when: 'after-reset',
        now: turn.now,
        numbersDoubted: false,
      });
      if (obstacle) {
        turn.say(obstacle);
        return become('did-it-help', { expect: 'later' });
      }
    }
    return become('did-it-help');
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
  const route = step.slot('route');
  return become('guide', {
    intent: step.options.intent ?? '',
    slots: route === undefined ? {} : { way: route },
  });
}

function routeGiven(step: Step): Record<string, string> {
  const route = step.slot('route');
  return route === undefined ? {} : { route };
}
