import { type Copy, contract, question, saying } from './copy.ts';
import { act, become, choose, finish, goTo, type Step, type Talk } from './steps.ts';

export const wayOutWords = contract('way-out', {
  afterAdvice: question(['solved', 'fromHere', 'guide', 'person']),
  afterCause: question(['check', 'enough', 'solved', 'person']),
  didItHelp: question(['solved', 'notYet']),
  checkLater: question(['understood', 'person']),
  solved: saying(),
  comeBack: saying(),
});

/** Every advice ends with a check, and with what to do when it did not help. */
export function waysOut(copy: Copy<typeof wayOutWords>): readonly Talk[] {
  const person = () => become('talk-to-agent');
  return [
    {
      // After advice on symptoms: solved, or one of the two routes by name, or a look at the account itself.
      id: 'way-out',
      kind: 'topic',
      steps: {
        pick: act(({ options }) => goTo(options.by === 'check' ? 'afterCause' : 'afterAdvice')),
        afterAdvice: choose(
          copy.afterAdvice,
          {
            solved,
            fromHere: () => become('reset-password', { slots: { way: 'fromHere' } }),
            guide: () => become('guide'),
            person,
          },
          { onIntent: { thanks: comeBack } },
        ),
        afterCause: choose(
          copy.afterCause,
          {
            check: () => become('check-account'),
            enough: comeBack,
            solved,
            person,
          },
          { onIntent: { thanks: comeBack } },
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
          { onIntent: { thanks: comeBack } },
        ),
        checkLater: choose(copy.checkLater, { understood: comeBack, person }),
      },
    },
  ];

  function solved(step: Step) {
    step.turn.setOutcome('solved');
    step.say(copy.solved());
    return finish();
  }

  function comeBack(step: Step) {
    step.say(copy.comeBack());
    return finish();
  }
}
