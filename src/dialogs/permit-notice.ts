import { type Copy, contract, question, saying } from './copy.ts';
import { choose, finish, type Move, type Step, type Talk } from './steps.ts';
import type { DialogTurn } from './turn.ts';
import { freshProof, verificationOf } from './verification.ts';

export const permitNoticeWords = contract('permit-notice', {
  ask: question(['yes', 'no']),
  permitted: saying(),
  refused: saying(),
  notPossible: saying(),
});

/**
 * A web visitor may have closed the tab by the time there is news. With their explicit leave the account service tells
 * the registered contact; we keep a permission and never learn the address.
 */
export function permitNotice(copy: Copy<typeof permitNoticeWords>): Talk {
  return {
    id: 'permit-notice',
    kind: 'aside',
    steps: {
      ask: choose(copy.ask, {
        yes: permit,
        no(step) {
          step.say(copy.refused());
          return finish();
        },
      }),
    },
  };

  async function permit(step: Step): Promise<Move> {
    const { memory, now, effectKey, accounts } = step.turn;
    const answer = await accounts.permitNotices(verificationOf(step.turn).id, effectKey('permit-notices'));
    if (answer.kind === 'permitted') {
      const at = new Date(now).toISOString();
      memory.followUp.notice = { permission: answer.permission, text: 'permit-notice.ask', at };
      step.say(copy.permitted());
    } else step.say(copy.notPossible());
    return finish();
  }
}

/** Only on the web do people go away for good, and only just after the proof does the account service take it down. */
export function mayAskForNotices(turn: DialogTurn): boolean {
  const { notice } = turn.memory.followUp;
  return turn.channel === 'web' && notice === undefined && freshProof(turn) !== undefined;
}
