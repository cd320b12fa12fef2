import { type Copy, contract, saying } from './copy.ts';
import { wasHelped } from './rating.ts';
import { act, become, finish, next, type Talk } from './steps.ts';
import type { DialogTurn } from './turn.ts';
import { commonIntents } from './welcome.ts';

/** Short answers on the way: said once, then the talk beneath goes on. */
export const asidesWords = contract('asides', {
  menu: saying(),
  commands: saying(),
  thanks: saying(),
  goodbye: saying(),
  outOfScope: saying(),
  complaint: saying(),
  complaintOnTheWay: saying(),
});

export function asides(copy: Copy<typeof asidesWords>): readonly Talk[] {
  return [
    aside('menu', turn => {
      turn.say(copy.menu());
      turn.offer(copy.commands(), commonIntents);
    }),
    aside('thanks', turn => turn.say(copy.thanks())),
    {
      id: 'goodbye',
      kind: 'aside',
      steps: {
        answer: act(({ turn }) => {
          turn.say(copy.goodbye());
          return wasHelped(turn) ? become('rating') : finish();
        }),
      },
    },
    aside('out-of-scope', turn => turn.say(copy.outOfScope())),
    aside('complaint', (turn, { onTheWay }) => {
      if (onTheWay) turn.say(copy.complaintOnTheWay());
      else turn.offer(copy.complaint(), commonIntents);
    }),
  ];
}

/** `onTheWay`: something else is under way, and goes on right after the answer. */
type Answer = (turn: DialogTurn, options: { readonly onTheWay: boolean }) => void;

function aside(id: string, answer: Answer): Talk {
  return {
    id,
    kind: 'aside',
    steps: {
      answer: act(({ turn, options }) => {
        answer(turn, { onTheWay: options.onTop === true });
        return next();
      }),
    },
  };
}
