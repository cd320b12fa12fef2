import { type Copy, contract, question, saying } from './copy.ts';
import { quotedCause } from './heard-causes.ts';
import { offerBeforeLeaving } from './offer-follow-up.ts';
import { act, become, choose, finish, goTo, type Reading, type Step, type Talk } from './steps.ts';
import { searchOf } from './tried.ts';

export const wayOutWords = contract('way-out', {
  afterSteps: question(['solved', 'notYet', 'person', 'fromHere', 'guide', 'later']),
  afterAdvice: question(['solved', 'notYet', 'fromHere', 'guide', 'person', 'later']),
  chooseWay: question(['fromHere', 'guide', 'later', 'person', 'solved', 'notYet']),
  afterCause: question(['check', 'enough', 'solved', 'person']),
  didItHelp: question(['solved', 'notYet']),
  checkLater: question(['understood', 'person']),
  solved: saying(),
  personNotNeeded: saying(),
  comeBack: saying(),
});

const newMessage = 'newMessage';

/** "Sekarang malah akun terkunci": another message than before is no "belum". */
function readNewMessage({ turn }: Step): Reading {
  const cause = quotedCause(turn.entities);
  const isNew = cause !== undefined && !searchOf(turn.memory, turn.now).tried.includes(cause);
  return isNew ? { kind: 'answer', value: newMessage } : { kind: 'notMine' };
}

function takeUp({ turn }: Step) {
  return become('diagnosis', { intent: turn.understood.intent });
}

const questionAfter: Readonly<Record<string, string>> = {
  reset: 'afterAdvice',
  way: 'chooseWay',
  check: 'afterCause',
};

/** Every advice ends with a check, and with what to do when it did not help. */
export function waysOut(copy: Copy<typeof wayOutWords>): readonly Talk[] {
  const person = () => become('diagnosis', { person: true });
  const guide = () => become('guide');
  /** The two routes were among the answers. */
  const triedInVain = () => become('diagnosis', { again: true, routesSeen: true });
  const fromHere = () => become('reset-password', { slots: { way: 'fromHere' } });
  return [
    {
      // After advice: solved, the next likely cause, one of the two routes by name, or a look at the account itself.
      id: 'way-out',
      kind: 'topic',
      steps: {
        pick: act(step => {
          const { by } = step.options;
          return by === 'solved' ? solved(step) : goTo(questionAfter[String(by)] ?? 'afterSteps');
        }),
        afterSteps: choose(
          copy.afterSteps,
          {
            solved,
            notYet: () => become('diagnosis', { again: true }),
            person,
            fromHere,
            guide,
            later: leave,
          },
          { first: readNewMessage, onIntent: { thanks: comeBack, [newMessage]: takeUp } },
        ),
        afterAdvice: choose(
          copy.afterAdvice,
          {
            solved,
            notYet: triedInVain,
            fromHere,
            guide,
            person,
            later: leave,
          },
          { first: readNewMessage, onIntent: { thanks: comeBack, [newMessage]: takeUp } },
        ),
        chooseWay: choose(
          copy.chooseWay,
          { fromHere, guide, later: tryFirst, person, solved, notYet: triedInVain },
          { first: readNewMessage, onIntent: { thanks: comeBack, [newMessage]: takeUp } },
        ),
        afterCause: choose(
          copy.afterCause,
          {
            check: () => become('check-account'),
            enough: leave,
            solved,
            person,
          },
          { first: readNewMessage, onIntent: { thanks: comeBack, [newMessage]: takeUp } },
        ),
      },
    },
    {
      // After a reset or a verdict.
      id: 'did-it-help',
      kind: 'topic',
      steps: {
        pick: act(({ options }) => goTo(options.expect === 'later' ? 'checkLater' : 'didItHelp')),
        didItHelp: choose(
          copy.didItHelp,
          { solved, notYet: () => become('check-account', { after: 'reset' }) },
          { onIntent: { thanks: comeBack, goodbye: comeBack } },
        ),
        checkLater: choose(copy.checkLater, { understood: leave, person }),
      },
    },
  ];

  function solved(step: Step) {
    step.turn.setOutcome('solved');
    step.turn.memory.search = undefined;
    step.say(copy.solved());
    if (step.turn.ticketOfWaiting() !== undefined) {
      step.turn.stopWaiting();
      step.say(copy.personNotNeeded());
    }
    return become('rating');
  }

  /** Before the user goes: what may be over by itself can be asked about later. */
  function leave(step: Step) {
    return offerBeforeLeaving(step) ?? comeBack(step);
  }

  /** Nobody is asked to rate what has not helped yet. */
  function tryFirst(step: Step) {
    step.say(copy.comeBack());
    return finish();
  }

  function comeBack(step: Step) {
    step.say(copy.comeBack());
    return step.turn.understood.intent === 'goodbye' ? become('rating') : finish();
  }
}
