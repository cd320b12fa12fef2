import { type Copy, contract, question, saying } from './copy.ts';
import { act, become, choose, finish, type Talk } from './steps.ts';
import { commonIntents } from './welcome.ts';

/** What to do when the user was not understood: never silence, never the same sentence, always a person at the end. */
export const repairWords = contract('repair', {
  rephrase: saying(),
  suggest: saying(),
  offerPerson: saying(),
  whichOne: saying(),
  stuck: question(['person', 'again', 'cancel']),
});

/** Nobody means these as the topic of their message when it could also be something else. */
const smallTalk = new Set(['greeting', 'affirm', 'deny', 'thanks', 'goodbye', 'complaint']);

export function repair(copy: Copy<typeof repairWords>): readonly Talk[] {
  return [
    {
      // Nothing fits: rephrase, then choices, then a person.
      id: 'fallback',
      kind: 'aside',
      steps: {
        answer: act(({ turn }) => {
          turn.memory.misunderstandings += 1;
          if (turn.memory.misunderstandings === 1) turn.say(copy.rephrase());
          else if (turn.memory.misunderstandings === 2) turn.offer(copy.suggest(), commonIntents);
          else turn.offer(copy.offerPerson(), ['talk_to_agent', 'help_menu']);
          return finish();
        }),
      },
    },
    {
      // Two or three intents are likely: ask which one is meant.
      id: 'clarify',
      kind: 'aside',
      steps: {
        answer: act(({ turn }) => {
          const topics = turn.understood.choices.filter(intent => !smallTalk.has(intent));
          if (topics.length === 0) return become('fallback');
          turn.offer(copy.whichOne(), [...topics, 'talk_to_agent']);
          return finish();
        }),
      },
    },
    {
      // An open question could not be answered three times in a row.
      id: 'stuck',
      kind: 'aside',
      steps: {
        ask: choose(copy.stuck, {
          person: () => become('talk-to-agent'),
          again: () => finish(),
        }),
      },
    },
  ];
}
