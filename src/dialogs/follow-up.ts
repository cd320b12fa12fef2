import { z } from 'zod';
import { type Copy, contract, question, saying } from './copy.ts';
import { type FollowUpCause, followUpCauses } from './follow-up-plan.ts';
import { wishFollowUps } from './follow-ups.ts';
import { type IncidentCopy, tellOfIncident } from './incident.ts';
import { act, become, choose, finish, goTo, type Move, type Step, type Talk } from './steps.ts';

export const followUpWords = contract('follow-up', {
  serverTrouble: question(['solved', 'notYet', 'stop', 'person']),
  incidentOver: question(['solved', 'notYet', 'stop', 'person']),
  payment: question(['solved', 'notYet', 'stop', 'person']),
  newAccountWeek: question(['solved', 'notYet', 'stop', 'person']),
  newAccountTwoWeeks: question(['solved', 'notYet', 'stop', 'person']),
  any: question(['solved', 'notYet', 'stop', 'person']),
  stillTrouble: saying(),
  waitLonger: saying(),
  checkNow: saying(),
  searchOn: saying(),
});

/** Whatever an upgrade no longer knows is asked about all the same. */
const Cause = z.enum(followUpCauses).catch('any');

/** "Sudah bisa login, Kak?", asked by ourselves as it was agreed; `options.cause` says why we waited. */
export function followUp(copy: Copy<typeof followUpWords>, incident: IncidentCopy): Talk {
  return {
    id: 'follow-up',
    kind: 'topic',
    steps: {
      pick: act(({ options }) => {
        const cause = Cause.parse(options.cause);
        return goTo(cause === 'serverTrouble' && options.incidentOver === true ? 'incidentOver' : cause);
      }),
      serverTrouble: asked('serverTrouble', stillTrouble),
      incidentOver: asked('incidentOver', searchOn),
      payment: asked('payment', check),
      newAccountWeek: asked('newAccountWeek', waitLonger),
      newAccountTwoWeeks: asked('newAccountTwoWeeks', check),
      any: asked('any', searchOn),
    },
  };

  function asked(cause: FollowUpCause | 'incidentOver', notYet: (step: Step) => Move) {
    return choose(
      copy[cause],
      {
        solved: () => become('way-out', { by: 'solved' }),
        notYet,
        stop,
        person: () => become('diagnosis', { person: true }),
      },
      { onIntent: { stop_notices: stop, thanks: () => become('thanks') } },
    );
  }

  /** Declared trouble goes on: nothing to search, and it is asked again when it is over. */
  function stillTrouble(step: Step): Move {
    if (!step.turn.incident) return searchOn(step);
    wishFollowUps(step.turn, 'serverTrouble');
    tellOfIncident(step.turn, incident);
    step.say(copy.stillTrouble());
    return finish();
  }

  /** The second look, after two weeks, is set already where it was agreed; nobody knows the date for sure. */
  function waitLonger(step: Step): Move {
    step.say(copy.waitLonger());
    return become('way-out', { by: 'check' });
  }

  function check(step: Step): Move {
    step.say(copy.checkNow());
    return become('check-account');
  }

  function searchOn(step: Step): Move {
    step.say(copy.searchOn());
    return become('diagnosis', { again: true });
  }

  function stop(): Move {
    return become('stop-notices');
  }
}
