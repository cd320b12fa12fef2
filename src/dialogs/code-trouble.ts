import { type Copy, contract, saying } from './copy.ts';
import { act, become, type Talk } from './steps.ts';

export const codeTroubleWords = contract('code-trouble', {
  notReceived: saying(),
  rejected: saying(),
});

/** A code of the JMO app itself does not come or is rejected (codes that this bot asked for: see await-owner). */
export function codeTrouble(copy: Copy<typeof codeTroubleWords>): Talk {
  return {
    id: 'code-trouble',
    kind: 'topic',
    steps: {
      advise: act(step => {
        step.turn.setOutcome('advised');
        step.say(step.options.intent === 'otp_invalid' ? copy.rejected() : copy.notReceived());
        return become('way-out', { by: 'reset' });
      }),
    },
  };
}
