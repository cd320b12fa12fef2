import type { AccountService, AccountStatus } from '../accounts/account-service.ts';
import { comesByItself, forgetRetries, planRetry } from './account-retry.ts';
import {
  type AccountVerdictCopy,
  accountVerdict,
  passwordWouldHelp,
  usualActivationDays,
  verdictName,
} from './account-verdict.ts';
import type { Cause } from './causes.ts';
import { type Copy, contract, question, saying } from './copy.ts';
import type { OfferedTopic } from './follow-up-plan.ts';
import { rememberTopic } from './follow-ups.ts';
import { becomeAfter } from './reset-password.ts';
import {
  act,
  become,
  choose,
  goTo,
  type Move,
  next,
  open,
  type Step,
  type Talk,
  tappable,
  wait,
} from './steps.ts';
import { markTried, searchOf } from './tried.ts';

export const checkAccountWords = contract('check-account', {
  why: saying(),
  verified: saying(),
  cannotAnswer: saying(),
  willRetry: saying(),
  stillDown: saying('tries'),
  noMoreRetries: saying(),
  serviceDown: question(['again', 'person']),
  stillNotAfterReset: saying(),
});

/** The account service's own answer, once the owner has proved control (or did within the last 10 minutes). */
export function checkAccount(
  copy: Copy<typeof checkAccountWords>,
  verdict: AccountVerdictCopy,
  accounts: AccountService,
): Talk {
  return {
    id: 'check-account',
    kind: 'topic',
    steps: {
      explain: act(step => {
        if (provedLately(step)) return goTo('tell');
        step.say(copy.why());
        return next();
      }),
      verify: act(() => open('verify-owner', { purpose: 'diagnosis' })),
      tell: act(tell),
      // Reached only by name.
      serviceDown: choose(
        copy.serviceDown,
        { again: () => goTo('tell'), person: () => become('talk-to-agent') },
        { onTimer: { 'retry-account': tell } },
      ),
    },
  };

  async function tell(step: Step): Promise<Move> {
    const { turn } = step;
    const verification = turn.memory.verification;
    if (!provedLately(step) || !verification) return withoutProof(step);
    const answer = await accounts.accountStatus(verification.id);
    if (answer.kind === 'unreachable') return retryLater(step);
    forgetRetries(step);
    if (answer.kind !== 'account') {
      turn.say(copy.cannotAnswer());
      return become('talk-to-agent');
    }
    return conclude(step, answer.account);
  }

  function retryLater(step: Step): Move {
    const { tries, promised } = planRetry(step);
    if (promised && comesByItself(step)) {
      step.say(copy.stillDown({ tries }), { choices: tappable(copy.serviceDown.choices) });
      return wait();
    }
    if (!promised) step.say(copy.noMoreRetries());
    else step.say(tries === 1 ? copy.willRetry() : copy.stillDown({ tries }));
    return goTo('serviceDown');
  }

  function conclude(step: Step, account: AccountStatus) {
    const { turn } = step;
    markTried(turn.memory, turn.now, 'check');
    turn.note({ verdict: verdictName(account) });
    turn.setOutcome('advised');
    if (step.options.after === 'reset' && passwordWouldHelp(account)) {
      turn.say(copy.stillNotAfterReset());
      return become('way-out', { by: 'worked' });
    }
    const words = accountVerdict(verdict, account, {
      when: 'diagnosis',
      now: turn.now,
      numbersDoubted: searchOf(turn.memory, turn.now).heard.some(cause => doubting.has(cause)),
    });
    turn.say([...copy.verified(), ...(words ?? [])]);
    rememberTopic(turn, topicOf(account), registeredAt(account, turn.now));
    return passwordWouldHelp(account)
      ? become('way-out', { by: 'reset' })
      : become('did-it-help', { expect: 'later' });
  }
}

/** The owner gave up, or the proof has run out while the service could not be reached. */
function withoutProof(step: Step): Move {
  const result = step.slot('verify');
  return result === undefined || result === 'verified' ? goTo('explain') : becomeAfter(result);
}

/** What time or a payment may solve. */
function topicOf({ membership }: AccountStatus): OfferedTopic | undefined {
  if (membership.kind === 'overdue') return 'payment';
  const waiting = membership.kind === 'pending' && membership.registeredDaysAgo < usualActivationDays;
  return waiting ? 'newAccount' : undefined;
}

function registeredAt({ membership }: AccountStatus, now: number): number | undefined {
  return membership.kind === 'pending' ? now - membership.registeredDaysAgo * 24 * 60 * 60_000 : undefined;
}
/** What JMO says of numbers that do not fit. */
const doubting: ReadonlySet<string> = new Set<Cause>(['mismatch', 'dataOutdated', 'notRegistered']);

function provedLately({ turn }: Step): boolean {
  const { verification } = turn.memory;
  return verification?.state === 'verified' && verification.until > turn.now;
}
