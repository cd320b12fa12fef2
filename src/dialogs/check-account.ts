import type { AccountStatus } from '../accounts/account-service.ts';
import { forgetRetries, retryLater } from './account-retry.ts';
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
import { act, become, choose, goTo, type Move, next, open, type Step, type Talk } from './steps.ts';
import { markTried, searchOf } from './tried.ts';
import { freshProof } from './verification.ts';

export const checkAccountWords = contract('check-account', {
  why: saying(),
  verified: saying(),
  withoutCheck: saying(),
  proofOver: saying(),
  willRetry: saying(),
  stillDown: saying('tries'),
  noMoreRetries: saying(),
  stillNoAnswer: saying(),
  serviceDown: question(['again', 'person']),
  stillNotAfterReset: saying(),
});

/** The account service's own answer, once the owner has proved control (or did within the last 10 minutes). */
export function checkAccount(copy: Copy<typeof checkAccountWords>, verdict: AccountVerdictCopy): Talk {
  return {
    id: 'check-account',
    kind: 'topic',
    steps: {
      explain: act(step => {
        if (freshProof(step.turn)) return goTo('tell');
        step.say(copy.why());
        return next();
      }),
      verify: act(() => open('verify-owner', { purpose: 'diagnosis' })),
      tell: act(tell),
      // Reached only by name.
      serviceDown: choose(
        copy.serviceDown,
        { again: tell, person: () => become('talk-to-agent') },
        { onTimer: { 'retry-account': tell } },
      ),
    },
  };

  async function tell(step: Step): Promise<Move> {
    const proof = freshProof(step.turn);
    if (!proof) return withoutProof(step);
    const answer = await step.turn.accounts.accountStatus(proof.id);
    if (answer.kind === 'unreachable') return retryLater(step, copy);
    forgetRetries(step);
    if (answer.kind === 'account') return conclude(step, answer.account);
    // The news of the proof came so late that it has run out.
    step.turn.memory.verification = undefined;
    return proveAgain(step);
  }

  /** The owner gave up, or the proof has run out while the service could not be reached. */
  function withoutProof(step: Step): Move {
    const result = step.slot('verify');
    if (result === 'declined') {
      step.say(copy.withoutCheck());
      return become('did-it-help', { expect: 'later' });
    }
    return result === undefined || result === 'verified' ? proveAgain(step) : becomeAfter(result);
  }

  function proveAgain(step: Step): Move {
    step.say(copy.proofOver());
    return goTo('verify');
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
      now: turn.now,
      numbersDoubted: searchOf(turn.memory, turn.now).heard.some(cause => doubting.has(cause)),
    });
    turn.say([...copy.verified(), ...words]);
    rememberTopic(turn, topicOf(account), registeredAt(account, turn.now));
    return passwordWouldHelp(account)
      ? become('way-out', { by: 'way' })
      : become('did-it-help', { expect: 'later' });
  }
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
