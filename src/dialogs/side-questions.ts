import { type Copy, contract, saying, type Words } from './copy.ts';
import { plain } from './plain.ts';
import { act, finish, type Step, type Talk } from './steps.ts';
import type { DialogTurn } from './turn.ts';

/** Questions beside the log-in: answered shortly, led to the right place, and then whatever waits goes on. */
export const sideQuestionsWords = contract('side-questions', {
  findKpj: saying(),
  healthInsurance: saying(),
  manpower: saying(),
  otherService: saying(),
  officialApp: saying(),
  biometric: saying(),
  claimOrBalance: saying(),
  branchVisit: saying(),
  checklist: saying(),
  typeTheMessage: saying(),
});

/** A message of the catalogue that is offered to be tapped. */
export interface CommonMessage {
  readonly says: string;
  readonly intent: string;
}

export function sideQuestions(
  copy: Copy<typeof sideQuestionsWords>,
  messages: readonly CommonMessage[],
): readonly Talk[] {
  return [
    answer('find-kpj', turn =>
      turn.offer(copy.findKpj(), ['forgot_account', 'branch_visit', 'talk_to_agent']),
    ),
    answer('other-service', turn => turn.offer(otherService(turn.text), ['login_failed', 'talk_to_agent'])),
    answer('official-app', turn => turn.say(copy.officialApp())),
    answer('biometric', turn => turn.offer(copy.biometric(), ['branch_visit', 'talk_to_agent'])),
    answer('claim-or-balance', turn => turn.offer(copy.claimOrBalance(), ['login_failed', 'talk_to_agent'])),
    answer('branch-visit', turn => turn.say([...copy.branchVisit(), ...copy.checklist()])),
    answer('screenshot', askForText),
  ];

  function otherService(text: string): Words {
    const said = ` ${plain(text)} `;
    if (healthWords.some(word => said.includes(` ${word} `))) return copy.healthInsurance();
    return manpowerWords.some(word => said.includes(` ${word} `)) ? copy.manpower() : copy.otherService();
  }

  /** Whoever would send a picture taps what it shows. */
  function askForText(turn: DialogTurn): void {
    turn.offerChoices(
      copy.typeTheMessage(),
      messages.map(({ says, intent }) => ({ title: says, intent })),
    );
  }
}

const healthWords = ['jkn', 'kis', 'bpjs kesehatan', 'kesehatan', 'faskes', 'puskesmas', 'rumah sakit'];
const manpowerWords = ['bsu', 'siapkerja', 'siap kerja', 'kemnaker', 'prakerja', 'subsidi'];

function answer(id: string, say: (turn: DialogTurn) => void): Talk {
  return {
    id,
    kind: 'aside',
    steps: {
      answer: act(({ turn }: Step) => {
        say(turn);
        return finish();
      }),
    },
  };
}
