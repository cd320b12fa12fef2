import { type Copy, contract, saying } from './copy.ts';
import { act, finish, type Talk } from './steps.ts';

export const talkToAgentWords = contract('talk-to-agent', {
  handedOver: saying('ticket'),
  meanwhile: saying(),
  stillWaiting: saying('ticket'),
});

/** Hands over to a person: a reference number that also works at 175 and at a branch office. */
export function talkToAgent(copy: Copy<typeof talkToAgentWords>): Talk {
  return {
    id: 'talk-to-agent',
    kind: 'topic',
    steps: {
      handOver: act(({ turn }) => {
        const waiting = turn.memory.ticket;
        const ticket = waiting ?? turn.handOver();
        turn.memory.ticket = ticket;
        turn.say(waiting === undefined ? copy.handedOver({ ticket }) : copy.stillWaiting({ ticket }));
        turn.say(copy.meanwhile());
        return finish();
      }),
    },
  };
}
