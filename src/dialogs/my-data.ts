import { type Copy, contract, question, saying } from './copy.ts';
import { stopNotices } from './follow-ups.ts';
import { calendarDay, clockTime } from './local-time.ts';
import { holdsSealedNumbers } from './memory.ts';
import { act, choose, finish, type Move, type Step, type Talk } from './steps.ts';
import { withdrawCode } from './verification.ts';

export const myDataWords = contract('my-data', {
  stored: saying('count', 'since'),
  lockedNumbers: saying(),
  checked: saying('nik', 'kpj'),
  agreed: saying('at'),
  notStored: saying(),
  askSure: question(['erase', 'keep']),
  kept: saying(),
  erased: saying(),
  eraseLater: saying(),
});

/** What is kept about this chat, in plain words, and erasing all of it (UU PDP: on request, within 3 x 24 hours). */
export function myData(copy: Copy<typeof myDataWords>): readonly Talk[] {
  return [
    { id: 'view-my-data', kind: 'aside', steps: { tell: act(tell) } },
    {
      id: 'erase-my-data',
      // Whoever keeps the chat after all goes on where they were.
      kind: 'aside',
      steps: {
        askSure: choose(copy.askSure, { erase, keep }),
      },
    },
  ];

  function tell({ turn }: Step) {
    const { verification, consent } = turn.memory;
    const { since, messages } = turn.kept;
    turn.say(copy.stored({ count: messages, since: moment(since) }));
    if (holdsSealedNumbers(turn.memory)) turn.say(copy.lockedNumbers());
    if (verification) turn.say(copy.checked({ nik: verification.maskedNik, kpj: verification.maskedKpj }));
    if (consent) turn.say(copy.agreed({ at: moment(consent.at) }));
    turn.say(copy.notStored());
    return finish();
  }

  async function erase(step: Step): Promise<Move> {
    const { turn } = step;
    await endWhatWaits(step);
    // What the account service was permitted to do is no data of ours, but nobody wants it any more.
    await stopNotices(turn);
    const asked = copy.askSure.choices.filter(({ id }) => id === 'erase');
    turn.eraseEverything(asked.map(({ title }) => title).join());
    turn.say(copy.erased());
    return finish();
  }

  function keep(step: Step) {
    step.say(copy.kept());
    return finish();
  }
}

/** Beneath an aside something may wait; now nothing does, and its code is worthless. */
async function endWhatWaits(step: Step): Promise<void> {
  const { memory } = step.turn;
  memory.dialogs.dialogStack.splice(0, memory.dialogs.dialogStack.length - 1);
  if (memory.verification?.state === 'pending') await withdrawCode(step);
}

function moment(at: string): string {
  const time = Date.parse(at);
  return `${calendarDay(time)} ${clockTime(time)}`;
}
