import type { Score } from '../conversations/case-notes.ts';
import { matchChoice } from './choices.ts';
import { commandIn, type commandsWords } from './commands.ts';
import { type Copy, contract, question, saying } from './copy.ts';
import {
  type Ask,
  act,
  choose,
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
import type { DialogTurn } from './turn.ts';

/** Decides how the comment is asked for. */
const scoreSlot = 'score';

export const ratingWords = contract('rating', {
  askScore: question(['one', 'two', 'three', 'four', 'five', 'skip']),
  askComment: question(['skip']),
  whatWasMissing: saying(),
  scoreKept: saying('score'),
  thanks: saying(),
  skipped: saying(),
});

/**
 * How good was the help? Asked at the end, once in a conversation, never in the middle of something and never of
 * somebody who is upset about what is unsolved. An offer: nobody has to answer.
 */
export function rating(copy: Copy<typeof ratingWords>, commands: Copy<typeof commandsWords>): Talk {
  return {
    id: 'rating',
    kind: 'offer',
    steps: {
      begin: act(({ turn }) => {
        if (!mayAsk(turn)) return finish();
        turn.memory.ratingAsked = true;
        return next();
      }),
      askScore: choose(copy.askScore, {
        one: rate(1),
        two: rate(2),
        three: rate(3),
        four: rate(4),
        five: rate(5),
        skip,
      }),
      askComment: askComment(),
    },
  };

  function rate(score: Score) {
    return (step: Step): Move => {
      step.turn.rate(score);
      step.fill(scoreSlot, String(score));
      return goTo('askComment');
    };
  }

  function skip(step: Step): Move {
    step.say(copy.skipped());
    return finish();
  }

  function askComment(): Ask {
    const asking = choose(copy.askComment, { skip });
    return {
      ...asking,
      words(step) {
        const words = asking.words(step);
        return Number(step.slot(scoreSlot)) > 3 ? words : { ...words, say: copy.whatWasMissing() };
      },
      read: readComment,
      answered,
    };
  }

  /** Another score is a change of mind, or a second tap on the same button. */
  function readComment(step: Step): Reading {
    const { text, understood } = step.turn;
    const skipped = matchChoice(text, copy.askComment.choices, understood);
    if (skipped !== undefined) return { kind: 'answer', value: skipped };
    if (commandIn(text, commands) !== undefined) return { kind: 'notMine' };
    const score = matchChoice(text, copy.askScore.choices, understood);
    if (score !== undefined) return { kind: 'answer', value: score };
    return speaksOfTheHelp(step.turn) ? { kind: 'answer', value: 'comment' } : { kind: 'notMine' };
  }

  function answered(step: Step, value: string): Move {
    if (value === 'skip') return skip(step);
    const score = scoreOf[value];
    if (score === undefined) {
      step.turn.commentOnRating();
      step.say(copy.thanks());
      return finish();
    }
    step.turn.rate(score);
    step.say(copy.scoreKept({ score }), { choices: tappable(copy.askComment.choices) });
    return wait();
  }
}

/** Something was done for the user, and nobody is being waited for. */
export function wasHelped(turn: DialogTurn): boolean {
  return turn.outcome() !== 'open' && turn.outcome() !== 'cancelled' && turn.ticketOfWaiting() === undefined;
}

function mayAsk({ memory }: DialogTurn): boolean {
  const inTheMiddle = memory.dialogs.dialogStack.length > 1 || memory.queued !== undefined;
  return !memory.ratingAsked && !memory.upset && !inTheMiddle;
}

/** These may be said of the help; any other understood intent is a request of its own. */
const remarks = new Set(['thanks', 'complaint', 'affirm', 'out_of_scope']);

function speaksOfTheHelp({ understood }: DialogTurn): boolean {
  return understood.kind !== 'understood' || remarks.has(understood.intent);
}

const scoreOf: Readonly<Record<string, Score>> = { one: 1, two: 2, three: 3, four: 4, five: 5 };
