import type { CodeRoute } from '../accounts/account-service.ts';
import { type CodeHint, nextHint, routeTold } from './code-hints.ts';
import { type Copy, contract, label, question, saying } from './copy.ts';
import { act, become, choose, goTo, type Move, next, type Step, type Talk } from './steps.ts';

export const codeTroubleWords = contract('code-trouble', {
  understood: saying(),
  askRoute: question(['sms', 'email']),
  tryHint: question(['arrived', 'notYet', 'person'], ['hint']),
  arrived: saying(),
  nothingLeft: saying(),
  whatWorks: question(['sms', 'email', 'none', 'person']),
  rejected: saying(),
  signal: label(),
  inboxFull: label(),
  dualSim: label(),
  noCredit: label(),
  oldNumber: label(),
  abroad: label(),
  spam: label(),
  otherMailbox: label(),
  tooMany: label(),
  otherWay: label(),
});

/** A code of the JMO app itself does not come or is rejected (codes that this bot asked for: see await-owner). */
export function codeTrouble(copy: Copy<typeof codeTroubleWords>): Talk {
  return {
    id: 'code-trouble',
    kind: 'topic',
    steps: {
      begin: act(begin),
      askRoute: choose(copy.askRoute, { sms: next, email: next }, { slot: 'route' }),
      pickHint: act(pickHint),
      tryHint: choose(
        copy.tryHint,
        { arrived, notYet: () => goTo('pickHint'), person: () => become('talk-to-agent') },
        { using: step => ({ hint: copy[step.slot('hint') as CodeHint] }) },
      ),
      // Reached only by name. A reset through the contact that gets nothing would end here again.
      whatWorks: choose(copy.whatWorks, {
        sms: () => become('reset-password', { intent: 'reset_by_sms' }),
        email: () => become('reset-password', { intent: 'reset_by_email' }),
        none: () => become('lost-contact', { slots: { lost: 'both' } }),
        person: () => become('talk-to-agent'),
      }),
    },
  };

  function begin(step: Step): Move {
    step.turn.setOutcome('advised');
    step.turn.note({ tried: 'advice' });
    if (step.options.intent === 'otp_invalid') {
      step.say(copy.rejected());
      return become('way-out', { by: 'reset' });
    }
    step.say(copy.understood());
    const route = routeTold(step.turn.entities);
    if (route !== undefined) step.fill('route', route);
    return next();
  }

  /** One thing at a time. */
  function pickHint(step: Step): Move {
    const tried = triedHints(step);
    const hint = nextHint(step.slot('route') as CodeRoute, step.turn.entities, tried);
    if (hint === undefined) {
      step.say(copy.nothingLeft());
      return goTo('whatWorks');
    }
    step.fill('hint', hint);
    step.fill('tried', [...tried, hint].join(' '));
    return next();
  }

  function arrived(step: Step): Move {
    step.say(copy.arrived());
    return become('way-out', { by: 'worked' });
  }
}

/** The hints that were given in this talk. */
export function triedHints(step: Step): readonly string[] {
  return step.slot('tried')?.split(' ') ?? [];
}
