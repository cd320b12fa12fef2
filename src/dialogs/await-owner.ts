import type { CodeRoute, Progress } from '../accounts/account-service.ts';
import { findEntity } from '../understanding/understanding.ts';
import { forgetRetries, planRetry } from './account-retry.ts';
import { lostSlot } from './ask-route.ts';
import { nextHint } from './code-hints.ts';
import { type codeTroubleWords, triedHints } from './code-trouble.ts';
import { contactsNamed } from './contacts-named.ts';
import type { Copy, Words } from './copy.ts';
import { firstOf } from './readers.ts';
import { resendCode } from './resend-code.ts';
import { startOver } from './send-code.ts';
import {
  type Ask,
  choose,
  finish,
  goTo,
  type Move,
  type Moving,
  type Reading,
  type Step,
  tappable,
  wait,
} from './steps.ts';
import {
  forgetVerification,
  minutesLeft,
  proved,
  silenceBeforeAsking,
  verificationOf,
  withdrawCode,
} from './verification.ts';
import type { VerifyOwnerCopy } from './verify-owner-words.ts';

const lostContacts: ReadonlySet<string> = new Set(['phone_inactive', 'email_inactive']);

interface AwaitingOwner {
  /** The code is to be typed. */
  readonly awaitOwner: Ask;
  /** The code has matched; for a reset a new password is to be chosen. Reached only by name. */
  readonly choosePassword: Ask;
}

/** The owner is busy on the one-time page: waits for the account service's word, and helps when it does not come. */
export function awaitOwner(copy: VerifyOwnerCopy, hints: Copy<typeof codeTroubleWords>): AwaitingOwner {
  const resend = resendCode(copy, { tell, ended, retry: tellOfRetry });
  const person = () => finish('person');
  const passwordChanged = (step: Step) => proved(step, 'passwordChanged');
  const after: Readonly<Record<Progress['kind'], (step: Step) => Move>> = {
    waiting: tell(copy.pageNotOpened),
    pageOpened: tell(copy.codeNotTyped),
    verified,
    passwordChanged,
    locked: ended(copy.locked),
    expired: ended(copy.expired),
    cancelled: ended(copy.expired),
    notFound: ended(copy.expired),
    unreachable: step => tellOfRetry(step, copy.checkWillRetry),
  };
  return {
    awaitOwner: choose(
      copy.awaitOwner,
      {
        done: askProgress,
        resend: resend('same'),
        otherRoute: sendOtherWay,
        correct,
        person,
        gotCode: tell(copy.gotCode),
        howTo: tell(copy.howTo),
        safe: tell(copy.linkIsSafe),
        neither: noneLeft,
        pageBroken: tell(copy.pageBroken),
        notYet: giveHint,
      },
      {
        first: step => firstOf(readOtherRoute(step), () => readLostContact(step)),
        using: ({ turn }) => ({ route: copy[verificationOf(turn).by], minutes: minutesLeft(turn) }),
        link: page,
        onVerification: {
          verified,
          passwordChanged,
          wrongCode: (step, { triesLeft = 0 }) => tell(() => copy.wrongCode({ left: triesLeft }))(step),
          locked: after.locked,
          expired: after.expired,
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
    ),
    choosePassword: choose(
      copy.choosePassword,
      { done: askProgress, person, otherBrowser: tell(copy.sameBrowser), again: correct },
      {
        link: page,
        onIntent: {
          otp_invalid: tell(copy.sameBrowser),
          forgot_password: tell(() => copy.choosePassword.simpler),
        },
        onVerification: { passwordChanged, expired: after.expired },
        onTimer: { 'retry-account': askProgress },
      },
    ),
  };

  /** "Bukan sms": the code that is under way shall go the other way. */
  function readOtherRoute({ turn }: Step): Reading {
    const refused = findEntity(turn.entities, 'refusedRoute')?.value;
    return refused === verificationOf(turn).by
      ? { kind: 'answer', value: 'otherRoute' }
      : { kind: 'notMine' };
  }

  /** "Email saya ga bisa dibuka" is not about the page. */
  function readLostContact({ turn: { understood } }: Step): Reading {
    const lost = understood.kind === 'understood' && lostContacts.has(understood.intent);
    return lost ? { kind: 'intent', intent: understood.intent } : { kind: 'notMine' };
  }

  /** Tells how it stands, with the answers and the page still at hand, and goes on waiting. */
  function tell(words: (step: Step) => Words) {
    return (step: Step): Move => {
      const matched = verificationOf(step.turn).state === 'codeMatched';
      const { choices } = matched ? copy.choosePassword : copy.awaitOwner;
      step.say(words(step), { choices: tappable(choices), link: page(step) });
      return wait();
    };
  }

  /** One thing to check at a time; when all was checked, the numbers may be mistyped. */
  function giveHint(step: Step): Move {
    const tried = triedHints(step);
    const hint = nextHint(verificationOf(step.turn).by, step.turn.entities, tried);
    if (hint === undefined || hint === 'otherWay') return askAboutSilence(step);
    step.fill('tried', [...tried, hint].join(' '));
    return tell(() => copy.codeTrouble({ hint: hints[hint] }))(step);
  }

  function verified(step: Step): Move {
    const { turn } = step;
    const verification = verificationOf(turn);
    if (verification.purpose === 'diagnosis') return proved(step, 'verified');
    if (verification.state === 'codeMatched') return tell(copy.passwordNotYet)(step);
    turn.memory.verification = { ...verification, state: 'codeMatched' };
    turn.clearTimer('verification-silent');
    return goTo('choosePassword');
  }

  function resendToWhatIsLeft(route: CodeRoute) {
    return async (step: Step): Promise<Move> => {
      const { phone, email } = contactsNamed(step.turn.text);
      if (phone === 'lost' && email === 'lost') return noneLeft(step);
      step.fill(lostSlot, otherThan(route));
      return resend(route)(step);
    };
  }

  async function noneLeft(step: Step): Promise<Move> {
    await withdrawCode(step);
    return finish('neither');
  }

  /** Not to a contact that was said to be dead. */
  function sendOtherWay(step: Step): Moving {
    const { by } = verificationOf(step.turn);
    const lost = otherThan(by);
    if (step.slot(lostSlot) !== lost) return resend('other')(step);
    return tell(() => copy.otherIsLost({ lost: copy[lost], route: copy[by] }))(step);
  }

  function page({ turn }: Step) {
    return { title: copy.openPage, url: verificationOf(turn).page };
  }

  function askAboutSilence(step: Step): Move {
    const { maskedNik: nik, maskedKpj: kpj, by } = verificationOf(step.turn);
    return tell(() => copy.notYet({ nik, kpj, route: copy[by] }))(step);
  }

  async function askProgress(step: Step): Promise<Move> {
    const { kind } = await step.turn.accounts.progress(verificationOf(step.turn).id);
    if (kind !== 'unreachable') forgetRetries(step);
    return after[kind](step);
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

  /** The numbers were mistyped: makes the old page worthless and asks again. */
  async function correct(step: Step): Promise<Move> {
    await withdrawCode(step);
    step.say(copy.correcting());
    return startOver(step);
  }

  function ended(words: () => Words) {
    return (step: Step): Move => {
      forgetVerification(step);
      step.say(words());
      return goTo('over');
    };
  }
}

function otherThan(route: CodeRoute): CodeRoute {
  return route === 'sms' ? 'email' : 'sms';
}
