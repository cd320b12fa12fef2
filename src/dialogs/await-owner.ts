import type { AccountService, CodeRoute, Progress, ResentCode } from '../accounts/account-service.ts';
import { forgetRetries, keyOfAttempts, planRetry } from './account-retry.ts';
import { nextHint } from './code-hints.ts';
import { type codeTroubleWords, triedHints } from './code-trouble.ts';
import type { Copy, Words } from './copy.ts';
import type { Memory } from './memory.ts';
import { contactsNamed } from './readers.ts';
import { type Ask, choose, finish, goTo, type Move, type Step, tappable, wait } from './steps.ts';
import type { VerifyOwnerCopy } from './verify-owner-words.ts';

type Verification = NonNullable<Memory['verification']>;

/** The bot asks by itself when it has heard nothing for so long: a mistyped NIK must not wait for ever. */
const silenceBeforeAsking = 90_000;

/** One proof of control serves diagnosis and reset for so long. */
const proofLasts = 10 * 60_000;

export function startWaiting(
  { turn }: Step,
  { minutes, ...verification }: Omit<Verification, 'state' | 'until'> & { minutes: number },
): void {
  turn.memory.verification = { ...verification, state: 'pending', until: turn.now + minutes * 60_000 };
  turn.setTimer('verification-silent', silenceBeforeAsking);
  turn.note({ tried: 'code', ownership: 'pending' });
}

/** Waits for the account service's word, and helps when the code does not come. */
export function awaitOwner(
  copy: VerifyOwnerCopy,
  hints: Copy<typeof codeTroubleWords>,
  accounts: AccountService,
): Ask {
  const waiting = choose(
    copy.awaitOwner,
    {
      done: askProgress,
      resend: resend('same'),
      otherRoute: resend('other'),
      correct,
      person: () => finish('person'),
      gotCode: tell(copy.gotCode),
      howTo: tell(copy.howTo),
      pageBroken: tell(copy.pageBroken),
      notYet: giveHint,
    },
    {
      using: step => ({ route: copy[pending(step).by], minutes: minutesLeft(step) }),
      link: page,
      onVerification: {
        verified: step =>
          pending(step).purpose === 'diagnosis' ? proved(step, 'verified') : codeMatched(step),
        passwordChanged: step => proved(step, 'passwordChanged'),
        wrongCode: (step, { triesLeft = 0 }) => tell(() => copy.wrongCode({ left: triesLeft }))(step),
        locked: ended(copy.locked),
        expired: ended(copy.expired),
      },
      onTimer: { 'verification-silent': askAboutSilence, 'retry-account': tryAgain },
      onIntent: {
        otp_not_received: giveHint,
        otp_invalid: tell(copy.codeRejected),
        phone_inactive: resendToWhatIsLeft('email'),
        email_inactive: resendToWhatIsLeft('sms'),
        affirm: tell(copy.waiting),
        reset_by_sms: resend('sms'),
        reset_by_email: resend('email'),
      },
    },
  );
  return {
    ...waiting,
    // Once the code has matched, what is wanted is a password, no longer a code.
    words(step) {
      const words = waiting.words(step);
      if (pending(step).state !== 'codeMatched') return words;
      const { say, ...question } = copy.choosePassword;
      return { ...words, ...question, say: say() };
    },
  };

  /** Tells how it stands, with the answers and the page still at hand, and goes on waiting. */
  function tell(words: (step: Step) => Words) {
    return (step: Step): Move => {
      step.say(words(step), { choices: tappable(copy.awaitOwner.choices), link: page(step) });
      return wait();
    };
  }

  /** One thing to check at a time; when all was checked, the numbers may be mistyped. */
  function giveHint(step: Step): Move {
    const tried = triedHints(step);
    const hint = nextHint(pending(step).by, step.turn.entities, tried);
    if (hint === undefined || hint === 'otherWay') return askAboutSilence(step);
    step.fill('tried', [...tried, hint].join(' '));
    return tell(() => copy.codeTrouble({ hint: hints[hint] }))(step);
  }

  function codeMatched(step: Step): Move {
    step.turn.memory.verification = { ...pending(step), state: 'codeMatched' };
    step.turn.clearTimer('verification-silent');
    step.say(copy.codeMatched(), { choices: tappable(copy.choosePassword.choices), link: page(step) });
    return wait();
  }

  function resendToWhatIsLeft(route: CodeRoute) {
    return (step: Step): Move | Promise<Move> => {
      const { phone, email } = contactsNamed(step.turn.text);
      if (phone !== 'lost' || email !== 'lost') return resend(route)(step);
      forget(step);
      return finish('neither');
    };
  }

  function page(step: Step) {
    return { title: copy.openPage, url: pending(step).page };
  }

  function askAboutSilence(step: Step): Move {
    const { maskedNik: nik, maskedKpj: kpj, by } = pending(step);
    return tell(() => copy.notYet({ nik, kpj, route: copy[by] }))(step);
  }

  async function askProgress(step: Step): Promise<Move> {
    const progress: Progress = await accounts.progress(pending(step).id);
    if (progress.kind !== 'unreachable') forgetRetries(step);
    switch (progress.kind) {
      case 'passwordChanged':
        return proved(step, 'passwordChanged');
      case 'verified':
        return pending(step).purpose === 'diagnosis' ? proved(step, 'verified') : codeMatched(step);
      case 'waiting':
        return askAboutSilence(step);
      case 'pageOpened':
        return tell(copy.notYetOpened)(step);
      case 'locked':
        return ended(copy.locked)(step);
      case 'expired':
      case 'cancelled':
      case 'notFound':
        return ended(copy.expired)(step);
      case 'unreachable':
        return tellOfRetry(step, copy.checkWillRetry);
    }
  }

  /** As long as another attempt is promised, nothing else is asked by itself. */
  function tellOfRetry(step: Step, firstWords: () => Words): Move {
    const { tries, promised } = planRetry(step);
    if (promised) step.turn.clearTimer('verification-silent');
    else step.turn.setTimer('verification-silent', silenceBeforeAsking);
    const again = tries === 1 ? firstWords : () => copy.stillDown({ tries });
    return tell(promised ? again : copy.cannotReach)(step);
  }

  /** What could not be done two minutes ago: another code if one was wanted, otherwise how far the owner has come. */
  function tryAgain(step: Step): Promise<Move> {
    const wanted = step.slot('resendBy') as CodeRoute | undefined;
    return wanted ? resend(wanted)(step) : askProgress(step);
  }

  /** Sends another code; `other` is the route that was not used last. */
  function resend(route: CodeRoute | 'same' | 'other') {
    return async (step: Step): Promise<Move> => {
      const verification = pending(step);
      const by = chosenRoute(route, verification.by);
      const sent: ResentCode = await accounts.resendCode(
        verification.id,
        by,
        keyOfAttempts(step, `resend-code-${by}`),
      );
      if (sent.kind !== 'unreachable') {
        forgetRetries(step);
        step.clear('resendBy');
      }
      switch (sent.kind) {
        case 'sent':
          step.turn.memory.verification = {
            ...verification,
            by,
            until: step.turn.now + sent.minutes * 60_000,
          };
          step.turn.setTimer('verification-silent', silenceBeforeAsking);
          return tell(() => copy.resent({ route: copy[by], minutes: sent.minutes }))(step);
        case 'tooSoon':
          return tell(() => copy.resendTooSoon({ seconds: sent.retryInSeconds }))(step);
        case 'tooManyCodes':
          step.say(copy.tooManyCodes({ minutes: sent.retryInMinutes }));
          return finish('later');
        case 'over':
          return ended(copy.expired)(step);
        case 'unreachable':
          step.fill('resendBy', by);
          return tellOfRetry(step, copy.resendWillRetry);
      }
    };
  }

  /** The numbers were mistyped: makes the old page worthless and asks again. */
  async function correct(step: Step): Promise<Move> {
    await accounts.cancel(pending(step).id, step.turn.effectKey('cancel-verification'));
    forget(step);
    step.say(copy.correcting());
    step.clear('nik', 'kpj', 'route');
    return goTo('askNik');
  }

  function ended(words: () => Words) {
    return (step: Step): Move => {
      forget(step);
      step.say(words());
      return goTo('over');
    };
  }
}

function chosenRoute(wanted: CodeRoute | 'same' | 'other', last: CodeRoute): CodeRoute {
  if (wanted === 'same') return last;
  if (wanted === 'other') return last === 'sms' ? 'email' : 'sms';
  return wanted;
}

function pending({ turn }: Step): Verification {
  if (!turn.memory.verification)
    throw new Error('awaitOwner is only reached after a verification was started');
  return turn.memory.verification;
}

function minutesLeft(step: Step): number {
  return Math.max(1, Math.ceil((pending(step).until - step.turn.now) / 60_000));
}

function proved(step: Step, result: 'verified' | 'passwordChanged'): Move {
  const { turn } = step;
  turn.memory.verification = { ...pending(step), state: 'verified', until: turn.now + proofLasts };
  turn.clearTimer('verification-silent');
  turn.note({ ownership: 'proved', ...(result === 'passwordChanged' && { tried: 'newPassword' }) });
  turn.clearTimer('retry-account');
  return finish(result);
}

function forget(step: Step): void {
  const { turn } = step;
  turn.memory.verification = undefined;
  turn.clearTimer('verification-silent');
  forgetRetries(step);
  step.clear('resendBy');
}
