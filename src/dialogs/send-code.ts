import type { CodeRoute, VerificationPurpose } from '../accounts/account-service.ts';
import { maskKpj, maskNik } from '../conversations/redact.ts';
import { forgetRetries, isRetried, keyOfAttempts, retryLater } from './account-retry.ts';
import { goTo, type Move, type Step } from './steps.ts';
import { startWaiting } from './verification.ts';
import type { VerifyOwnerCopy } from './verify-owner-words.ts';

/** Starts the verification once all three answers are there; NIK and KPJ leave the conversation with this request. */
export function sendCode(copy: VerifyOwnerCopy): (step: Step) => Promise<Move> {
  return async step => {
    const { turn } = step;
    const nik = step.slot('nik');
    const kpj = step.slot('kpj');
    const by = step.slot('route') as CodeRoute | undefined;
    if (nik === undefined || kpj === undefined || by === undefined) {
      step.say(copy.askNumbersAgain());
      return startOver(step);
    }
    const wait = minutesUntilNextStart(turn.memory.starts, turn.now);
    if (wait > 0) return waitFirst(step, wait, 'tooManyHere');
    const purpose: VerificationPurpose = step.options.purpose === 'diagnosis' ? 'diagnosis' : 'new-password';
    const started = await turn.accounts.startVerification(
      { nik, kpj, by, purpose, conversation: turn.conversation },
      keyOfAttempts(step, 'start-verification'),
    );
    if (started.kind === 'unreachable') return retryLater(step, copy);
    if (isRetried(step) && started.kind === 'started') step.say(copy.serviceBack());
    forgetRetries(step);
    switch (started.kind) {
      case 'started': {
        turn.memory.starts = [...turn.memory.starts, turn.now].slice(-mostStarts);
        const { verification: id, page, minutes } = started;
        startWaiting(step, {
          id,
          page,
          purpose,
          by,
          maskedNik: maskNik(nik),
          maskedKpj: maskKpj(kpj),
          minutes,
        });
        step.clear('nik', 'kpj');
        return goTo('awaitOwner');
      }
      case 'tooManyCodes':
        return waitFirst(step, started.retryInMinutes, 'tooManyCodes');
      case 'malformed':
        step.say(copy.numbersRefused());
        return startOver(step);
    }
  };
}

export function startOver(step: Step): Move {
  forgetRetries(step);
  step.clear('nik', 'kpj', 'route');
  return goTo('askNik');
}

/** Too many codes for one member, or too many members from one chat. */
type WhyWait = 'tooManyCodes' | 'tooManyHere';

export function whyWait(step: Step): WhyWait {
  return step.slot('why') === 'tooManyHere' ? 'tooManyHere' : 'tooManyCodes';
}

/** No code may be sent for a while; the numbers are not kept for so long. */
function waitFirst(step: Step, minutes: number, why: WhyWait): Move {
  step.clear('nik', 'kpj');
  step.fill('why', why);
  step.fill('freeAt', String(step.turn.now + minutes * 60_000));
  return goTo('waitFirst');
}

/** Minutes until a code may be sent again; 0 when it may. */
export function minutesToWait(step: Step): number {
  return Math.max(0, Math.ceil((Number(step.slot('freeAt')) - step.turn.now) / 60_000));
}

/** The account service limits codes per member; this limits how many members one chat may try. */
const mostStarts = 5;
const startWindow = 60 * 60_000;

function minutesUntilNextStart(starts: readonly number[], now: number): number {
  const oldest = starts.length < mostStarts ? undefined : starts[0];
  return oldest === undefined ? 0 : Math.max(0, Math.ceil((oldest + startWindow - now) / 60_000));
}
