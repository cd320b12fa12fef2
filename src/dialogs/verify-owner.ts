import { findEntity } from '../understanding/understanding.ts';
import { askRoute } from './ask-route.ts';
import { awaitOwner } from './await-owner.ts';
import type { codeTroubleWords } from './code-trouble.ts';
import type { Copy } from './copy.ts';
import { firstOf, readEarlyNumbers, readKpj, readNik, readSomebodyElse, somebodyElse } from './readers.ts';
import { minutesToWait, sendCode, startOver, whyWait } from './send-code.ts';
import {
  act,
  ask,
  choose,
  explain,
  finish,
  goTo,
  next,
  type Reading,
  type Step,
  type Talk,
} from './steps.ts';
import { freshProof } from './verification.ts';
import type { VerifyOwnerCopy } from './verify-owner-words.ts';

/**
 * Lets the owner prove control of the account: consent, NIK, KPJ, a code by SMS or e-mail typed on the one-time page.
 * Ends with `passwordChanged` or `verified`; otherwise with what is to follow (`guide`, `person`, `neither`, `refused`,
 * `declined`).
 */
export function verifyOwner(copy: VerifyOwnerCopy, hints: Copy<typeof codeTroubleWords>): Talk {
  const send = sendCode(copy);
  return {
    id: 'verify-owner',
    kind: 'form',
    steps: {
      askWhose: act(askWhose),
      askConsent: choose(
        copy.askConsent,
        {
          yes: recordConsent,
          no: decline,
          noReset: () => finish('refused'),
          why: explain(copy.whyWeAsk, copy.askConsent),
        },
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
      askRoute: askRoute(copy),
      sendCode: act(send),
      ...awaitOwner(copy, hints),
      // Reached only by name: the way out when the service or the owner could not go on.
      serviceDown: choose(
        copy.serviceDown,
        { again: send, ...waysOut },
        { onTimer: { 'retry-account': send } },
      ),
      waitFirst: choose(
        copy.waitFirst,
        { again: afterWaiting, ...waysOut },
        { using: step => ({ why: copy[whyWait(step)], minutes: Math.max(1, minutesToWait(step)) }) },
      ),
      over: choose(copy.over, {
        again: beginAgain,
        oldPage: explain(copy.pageIsOver, copy.over),
        ...waysOut,
      }),
      askOwner: choose(copy.askOwner, { agrees: recordOwner, notYet: ownerFirst }),
      noKpj: choose(
        copy.noKpj,
        { found: () => goTo('askKpj'), person: waysOut.person },
        { first: kpjAfterAll },
      ),
    },
  };

  /** Whoever has just proved who they are is told why all of it is asked again. */
  function askWhose(step: Step) {
    const { purpose } = step.options;
    if (purpose === 'new-password' && freshProof(step.turn)) step.say(copy.anotherCode());
    return step.turn.memory.onBehalf === 'unasked' ? goTo('askOwner') : next();
  }

  function beginAgain(step: Step) {
    step.say(copy.askNumbersAgain());
    return startOver(step);
  }

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
    turn.memory.onBehalf = 'agreed';
    turn.memory.consent = { text: 'verify-owner.askOwner', at: new Date(turn.now).toISOString() };
    return goTo('askConsent');
  }

  function ownerFirst(step: Step) {
    const written = step.slot('nik') !== undefined || step.slot('kpj') !== undefined;
    step.clear('nik', 'kpj');
    step.say([...copy.ownerFirst(), ...(written ? copy.notKept() : [])]);
    return finish();
  }

  function afterWaiting(step: Step) {
    const minutes = minutesToWait(step);
    return minutes > 0 ? explain(() => copy.notYetFree({ minutes }), copy.waitFirst)(step) : beginAgain(step);
  }

  function decline(step: Step) {
    step.turn.note({ ownership: 'declined' });
    if (step.options.purpose === 'diagnosis') return finish('declined');
    step.say(copy.declined());
    return finish('guide');
  }

  /** The first time where it stands; the second time there is another way than searching on. */
  function helpFindKpj(step: Step) {
    if (step.slot('kpjSearched') !== undefined) return goTo('noKpj');
    step.fill('kpjSearched', 'yes');
    return explain(copy.whereIsKpj, copy.askKpj)(step);
  }

  function kpjAfterAll({ turn }: Step): Reading {
    const kpj = findEntity(turn.entities, 'kpj')?.value;
    return kpj === undefined ? { kind: 'notMine' } : { kind: 'answer', value: 'found', also: { kpj } };
  }

  /** A genuine NIK may fail this test: warn, never refuse. */
  function warnAboutOddNik(step: Step) {
    const nik = step.slot('nik');
    if (nik !== undefined && !hasPlausibleBirthDate(nik)) step.say(copy.nikLooksOdd());
    return next();
  }
}

const waysOut = { guide: () => finish('guide'), person: () => finish('person') };

/** Digits 7-12 are DDMMYY of birth, DD + 40 for women (reference: the NIK's structure). */
function hasPlausibleBirthDate(nik: string): boolean {
  const day = Number(nik.slice(6, 8)) % 40;
  const month = Number(nik.slice(8, 10));
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}
