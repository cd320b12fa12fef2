import { type Copy, contract, saying } from './copy.ts';
import { type IncidentCopy, tellOfIncident } from './incident.ts';
import { act, become, finish, type Talk } from './steps.ts';

export const welcomeWords = contract('welcome', {
  hello: saying(),
  demo: saying(),
  privacy: saying(),
  helloAgain: saying(),
});

/** What most people come for; the titles are those of intents/*.yml. */
export const commonIntents = [
  'login_failed',
  'forgot_password',
  'otp_not_received',
  'talk_to_agent',
] as const;

/** Greets once with who we are and what never to write here; later greetings are short. */
export function welcome(
  copy: Copy<typeof welcomeWords>,
  incident: IncidentCopy,
  { demo }: { demo: boolean },
): Talk {
  return {
    id: 'welcome',
    kind: 'aside',
    steps: {
      hello: act(({ turn }) => {
        if (turn.memory.greeted) {
          tellOfIncident(turn, incident);
          // "Halo, admin ada?" is for the person who was asked for.
          if (turn.ticketOfWaiting() !== undefined) return become('talk-to-agent');
          turn.offer(copy.helloAgain(), commonIntents);
          return finish();
        }
        turn.memory.greeted = true;
        turn.say([...copy.hello(), ...(demo ? copy.demo() : [])]);
        tellOfIncident(turn, incident);
        turn.offer(copy.privacy(), commonIntents);
        return finish();
      }),
    },
  };
}
