import type { AccountService, AccountStatus } from '../accounts/account-service.ts';
import {
  type AccountVerdictCopy,
  accountVerdict,
  passwordWouldHelp,
  usualActivationDays,
  verdictName,
} from './account-verdict.ts';
import type { Cause } from './causes.ts';
import { type Copy, contract, saying } from './copy.ts';
import type { FollowUpTopic } from './follow-up-plan.ts';
import { rememberTopic } from './follow-ups.ts';
import { becomeAfter } from './reset-password.ts';
import { act, become, goTo, next, open, type Step, type Talk } from './steps.ts';
import { markTried, searchOf } from './tried.ts';

export const checkAccountWords = contract('check-account', {
  why: saying(),
  verified: saying(),
  cannotAnswer: saying(),
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
    },
  };

  async function tell(step: Step) {
    const { turn } = step;
    const verification = turn.memory.verification;
    if (!provedLately(step) || !verification) return becomeAfter(step.slot('verify'));
    const answer = await accounts.accountStatus(verification.id);
    if (answer.kind !== 'account') {
      turn.say(copy.cannotAnswer());
      return become('talk-to-agent');
    }
    markTried(turn.memory, turn.now, 'check');
    turn.note({ verdict: verdictName(answer.account) });
    const words = accountVerdict(verdict, answer.account, {
      when: 'diagnosis',
      now: turn.now,
      numbersDoubted: searchOf(turn.memory, turn.now).heard.some(cause => doubting.has(cause)),
    });
    turn.setOutcome('advised');
    if (step.options.after === 'reset' && passwordWouldHelp(answer.account)) {
      turn.say(copy.stillNotAfterReset());
      return become('way-out', { by: 'worked' });
    }
    turn.say([...copy.verified(), ...(words ?? [])]);
    rememberTopic(turn, topicOf(answer.account), registeredAt(answer.account, turn.now));
    return passwordWouldHelp(answer.account)
      ? become('way-out', { by: 'reset' })
      : become('did-it-help', { expect: 'later' });
  }
}

/** What time or a payment may solve. */
function topicOf({ membership }: AccountStatus): FollowUpTopic | undefined {
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
