import type { AccountService, CodeRoute, VerificationPurpose } from '../accounts/account-service.ts';
import { maskKpj, maskNik } from '../conversations/redact.ts';
import { findEntity } from '../understanding/understanding.ts';
import { comesByItself, forgetRetries, isRetried, keyOfAttempts, planRetry } from './account-retry.ts';
import { awaitOwner, startWaiting } from './await-owner.ts';
import type { codeTroubleWords } from './code-trouble.ts';
import type { Copy } from './copy.ts';
import {
  contactsNamed,
  firstOf,
  readEarlyNumbers,
  readKpj,
  readNik,
  readSomebodyElse,
  somebodyElse,
} from './readers.ts';
import {
  act,
  ask,
  choose,
  explain,
  finish,
  goTo,
  type Move,
  next,
  type Reading,
  type Step,
  type Talk,
  tappable,
  wait,
} from './steps.ts';
import type { VerifyOwnerCopy } from './verify-owner-words.ts';

/**
 * Lets the owner prove control of the account: consent, NIK, KPJ, a code by SMS or e-mail typed on the one-time page.
 * Ends with `passwordChanged` or `verified`; otherwise with what is to follow (`guide`, `person`, `neither`, `later`).
 */
export function verifyOwner(
  copy: VerifyOwnerCopy,
  hints: Copy<typeof codeTroubleWords>,
  accounts: AccountService,
): Talk {
  const send = sendCode(copy, accounts);
  return {
    id: 'verify-owner',
    kind: 'form',
    steps: {
      askConsent: choose(
        copy.askConsent,
        { yes: recordConsent, no: decline, why: explain(copy.whyWeAsk, copy.askConsent) },
        {
          slot: 'consent',
          first: step => firstOf(readSomebodyElse(step), () => readEarlyNumbers(step, copy.numbersSeen)),
          onIntent: { [somebodyElse]: askOwnerFirst },
        },
      ),
      askNik: ask(copy.askNik, {
        slot: 'nik',
        read: step =>
          firstOf(readSomebodyElse(step), () =>
            readNik(step, { wrongLength: copy.nikWrongLength, otherNumber: copy.nikIsKpj }),
          ),
        onIntent: { [somebodyElse]: askOwnerFirst },
        answers: { where: explain(copy.whereIsNik, { choices: [] }) },
      }),
      checkNik: act(warnAboutOddNik),
      askKpj: ask(copy.askKpj, {
        slot: 'kpj',
        read: step =>
          readKpj(step, {
            wrongLength: copy.kpjWrongLength,
            otherNumber: copy.kpjIsNik,
            nikReplaced: copy.nikReplaced,
            several: copy.severalKpj,
          }),
        answers: { unknown: helpFindKpj },
      }),
      askRoute: choose(
        copy.askRoute,
        { sms: next, email: next, neither: () => finish('neither') },
        {
          slot: 'route',
          first: readRoute,
          onIntent: {
            phone_inactive: explain(copy.phoneLost, copy.askRoute),
            email_inactive: explain(copy.emailLost, copy.askRoute),
          },
        },
      ),
      sendCode: act(send),
      awaitOwner: awaitOwner(copy, hints, accounts),
      // Reached only by name: the way out when the service or the owner could not go on.
      serviceDown: choose(
        copy.serviceDown,
        { again: () => goTo('sendCode'), ...waysOut },
        { onTimer: { 'retry-account': send } },
      ),
      over: choose(copy.over, { again: startOver, ...waysOut }),
      askOwner: choose(copy.askOwner, { agrees: recordOwner, notYet: ownerFirst }, { slot: 'onBehalf' }),
      noKpj: choose(copy.noKpj, { found: () => goTo('askKpj'), ...waysOut }, { first: kpjAfterAll }),
    },
  };

  function recordConsent({ turn }: Step) {
    turn.memory.consent = { text: 'verify-owner.askConsent', at: new Date(turn.now).toISOString() };
    return next();
  }

  /** The number that came along waits, sealed, for the owner's word. */
  function askOwnerFirst(step: Step) {
    const nik = findEntity(step.turn.entities, 'nik')?.value;
    if (nik !== undefined) step.fill('nik', nik, { sealed: true });
    return goTo('askOwner');
  }

  function recordOwner({ turn }: Step) {
    turn.memory.consent = { text: 'verify-owner.askOwner', at: new Date(turn.now).toISOString() };
    return goTo('askConsent');
  }

  function ownerFirst(step: Step) {
    step.clear('nik', 'kpj');
    step.say(copy.ownerFirst());
    return finish();
  }

  function decline(step: Step) {
    step.turn.note({ ownership: 'declined' });
    step.say(copy.declined());
    return finish('guide');
  }

  /** The first time where it stands; the second time there is another way than searching on. */
  function helpFindKpj(step: Step) {
    if (step.slot('kpjSearched') !== undefined) return goTo('noKpj');
    step.fill('kpjSearched', 'yes');
    return explain(copy.whereIsKpj, copy.askKpj)(step);
  }

  function kpjAfterAll(step: Step): Reading {
    const kpj = findEntity(step.turn.entities, 'kpj')?.value;
    return kpj === undefined ? { kind: 'notMine' } : { kind: 'answer', value: 'found', also: { kpj } };
  }

  /** A contact that is said to be lost must never get the code, whatever else its sentence holds. */
  function readRoute(step: Step): Reading {
    const early = readEarlyNumbers(step, copy.numbersReplaced);
    if (early.kind !== 'notMine') return early;
    const { phone, email } = contactsNamed(step.turn.text);
    if (phone === 'lost' && email === 'lost') return { kind: 'answer', value: 'neither' };
    if (phone === 'lost' && email === 'works') return { kind: 'answer', value: 'email' };
    if (email === 'lost' && phone === 'works') return { kind: 'answer', value: 'sms' };
    if (phone === 'lost') return { kind: 'problem', words: copy.phoneLost() };
    if (email === 'lost') return { kind: 'problem', words: copy.emailLost() };
    return { kind: 'notMine' };
  }

  function warnAboutOddNik(step: Step) {
    const nik = step.slot('nik');
    if (nik === undefined) return goTo('askNik');
    // A genuine NIK may fail this test: warn, never refuse.
    if (!hasPlausibleBirthDate(nik)) step.say(copy.nikLooksOdd());
    return next();
  }
}

const waysOut = { guide: () => finish('guide'), person: () => finish('person') };

function startOver(step: Step) {
  forgetRetries(step);
  step.clear('nik', 'kpj', 'route');
  return goTo('askNik');
}

/** Starts the verification once all three answers are there; NIK and KPJ leave the conversation with this request. */
function sendCode(copy: VerifyOwnerCopy, accounts: AccountService) {
  return async (step: Step): Promise<Move> => {
    const nik = step.slot('nik');
    const kpj = step.slot('kpj');
    const by = step.slot('route') as CodeRoute | undefined;
    if (nik === undefined || kpj === undefined || by === undefined) {
      step.say(copy.askNumbersAgain());
      return startOver(step);
    }
    const { turn } = step;
    const wait = minutesUntilNextStart(turn.memory.starts, turn.now);
    if (wait > 0) {
      step.say(copy.tooManyCodes({ minutes: wait }));
      step.clear('nik', 'kpj');
      return finish('later');
    }
    const purpose = (step.options.purpose ?? 'new-password') as VerificationPurpose;
    const started = await accounts.startVerification(
      { nik, kpj, by, purpose, conversation: turn.conversation },
      keyOfAttempts(step, 'start-verification'),
    );
    if (started.kind === 'unreachable') return retryLater(step, copy);
    if (isRetried(step) && started.kind === 'started') step.say(copy.serviceBack());
    forgetRetries(step);
    switch (started.kind) {
      case 'started':
        turn.memory.starts = [...turn.memory.starts, turn.now].slice(-mostStarts);
        startWaiting(step, {
          id: started.verification,
          page: started.page,
          purpose,
          by,
          maskedNik: maskNik(nik),
          maskedKpj: maskKpj(kpj),
          minutes: started.minutes,
        });
        step.clear('nik', 'kpj');
        return goTo('awaitOwner');
      case 'tooManyCodes':
        step.say(copy.tooManyCodes({ minutes: started.retryInMinutes }));
        step.clear('nik', 'kpj');
        return finish('later');
      case 'malformed':
        step.say(copy.askNumbersAgain());
        return startOver(step);
    }
  };
}

/** Another attempt with the same key follows by itself, as long as that can be promised. */
function retryLater(step: Step, copy: VerifyOwnerCopy): Move {
  const { tries, promised } = planRetry(step);
  if (promised && comesByItself(step)) {
    step.say(copy.stillDown({ tries }), { choices: tappable(copy.serviceDown.choices) });
    return wait();
  }
  if (!promised) step.say(copy.noMoreRetries());
  else step.say(tries === 1 ? copy.willRetry() : copy.stillDown({ tries }));
  return goTo('serviceDown');
}

/** The account service limits codes per member; this limits how many members one chat may try. */
const mostStarts = 5;
const startWindow = 60 * 60_000;

function minutesUntilNextStart(starts: readonly number[], now: number): number {
  const oldest = starts.length < mostStarts ? undefined : starts[0];
  return oldest === undefined ? 0 : Math.max(0, Math.ceil((oldest + startWindow - now) / 60_000));
}

/** Digits 7-12 are DDMMYY of birth, DD + 40 for women (reference: the NIK's structure). */
function hasPlausibleBirthDate(nik: string): boolean {
  const day = Number(nik.slice(6, 8)) % 40;
  const month = Number(nik.slice(8, 10));
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}
