import { type Copy, contract, question, saying } from './copy.ts';
import { type FraudTold, fraudIntent, fraudOf, fraudSigns, isUrgent } from './fraud-told.ts';
import { act, become, choose, finish, goTo, type Move, type Reading, type Step, type Talk } from './steps.ts';
import type { DialogTurn } from './turn.ts';

export const scamGuardWords = contract('scam-guard', {
  suspected: saying(),
  kept: saying(),
  asked: saying(),
  given: saying(),
  paid: saying(),
  emailChanged: saying(),
  phoneChanged: saying(),
  entered: saying(),
  pageClosed: saying(),
  whatNow: question(['reset', 'person', 'understood']),
  nothingLost: question(['understood', 'person']),
  takeCare: saying(),
});

/** Somebody asks for a code, has one already, or changed the account: 175 first, then a new password. */
export function scamGuard(copy: Copy<typeof scamGuardWords>): Talk {
  const person = () => become('talk-to-agent');
  /** "Dikasih aja apa jangan ya", "eh udah dikasih": what comes out later counts as much. */
  const listening = { first: readMore, onIntent: { [fraudIntent]: warn } };
  return {
    id: 'scam-guard',
    kind: 'topic',
    steps: {
      warn: act(warn),
      whatNow: choose(copy.whatNow, { reset, person, understood }, listening),
      // Reached only by name.
      nothingLost: choose(copy.nothingLost, { understood, person }, listening),
    },
  };

  function warn(step: Step): Move {
    const { turn, options } = step;
    const told = toldOf(turn);
    step.fill('told', told);
    turn.setOutcome('advised');
    turn.say(copy[told]());
    // Whoever was about to change the password may still want to.
    if (options.pageClosed === true) turn.say(copy.pageClosed());
    else if (told === 'kept' || told === 'asked') return goTo('nothingLost');
    return goTo('whatNow');
  }

  function understood(step: Step): Move {
    step.say(copy.takeCare());
    return finish();
  }
}

/** Who has just picked this from choices has told of it before. */
function toldOf(turn: DialogTurn): FraudTold {
  const told = fraudOf(turn);
  return told === 'suspected' ? (turn.memory.fraudHeard?.told ?? told) : told;
}

/** The others are signs in a first message only: "ganti sandi" is an answer here. */
function readMore(step: Step): Reading {
  const told = fraudSigns(step.turn.text);
  const isNew = isUrgent(told) && (told === 'asked' || told !== step.slot('told'));
  return isNew ? { kind: 'intent', intent: fraudIntent } : { kind: 'notMine' };
}

/** The code must not go to a contact that somebody else has put there. */
function reset(step: Step): Move {
  const intent = safeRoute[step.slot('told') as FraudTold];
  return become('reset-password', intent === undefined ? {} : { intent });
}

const safeRoute: Partial<Readonly<Record<FraudTold, string>>> = {
  emailChanged: 'reset_by_sms',
  phoneChanged: 'reset_by_email',
};
