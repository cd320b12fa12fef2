import type { CodeRoute } from '../accounts/account-service.ts';
import { forgetRetries, keyOfAttempts } from './account-retry.ts';
import type { Words } from './copy.ts';
import type { Move, Step } from './steps.ts';
import { silenceBeforeAsking, verificationOf } from './verification.ts';
import type { VerifyOwnerCopy } from './verify-owner-words.ts';

/** What the step that waits for the owner does besides asking. */
export interface Waiting {
  /** Says something, with the answers and the page still at hand, and goes on waiting. */
  tell(words: (step: Step) => Words): (step: Step) => Move;
  /** The page is worthless now. */
  ended(words: () => Words): (step: Step) => Move;
  /** The account service did not answer. */
  retry(step: Step, firstWords: () => Words): Move;
}

/** Sends another code; `other` is the route that was not used last. */
export function resendCode(
  copy: VerifyOwnerCopy,
  { tell, ended, retry }: Waiting,
): (route: CodeRoute | 'same' | 'other') => (step: Step) => Promise<Move> {
  return route => async step => {
    const { turn } = step;
    const verification = verificationOf(turn);
    const by = chosenRoute(route, verification.by);
    const sent = await turn.accounts.resendCode(
      verification.id,
      by,
      keyOfAttempts(step, `resend-code-${by}`),
    );
    if (sent.kind === 'unreachable') {
      step.fill('resendBy', by);
      return retry(step, copy.resendWillRetry);
    }
    forgetRetries(step);
    step.clear('resendBy');
    switch (sent.kind) {
      case 'sent':
        turn.memory.verification = { ...verification, by, until: turn.now + sent.minutes * 60_000 };
        turn.setTimer('verification-silent', silenceBeforeAsking);
        return tell(() => copy.resent({ route: copy[by], minutes: sent.minutes }))(step);
      case 'tooSoon':
        return tell(() => copy.resendTooSoon({ seconds: sent.retryInSeconds }))(step);
      // The code that was sent last still works, and the other route has a count of its own.
      case 'tooManyCodes':
        return tell(() => copy.resendTooMany({ minutes: sent.retryInMinutes }))(step);
      case 'over':
        return ended(copy.expired)(step);
    }
  };
}

function chosenRoute(wanted: CodeRoute | 'same' | 'other', last: CodeRoute): CodeRoute {
  if (wanted === 'same') return last;
  if (wanted === 'other') return last === 'sms' ? 'email' : 'sms';
  return wanted;
}
