import type { Incident, IncidentSymptom } from '../incidents/incident-store.ts';
import type { Understood } from '../understanding/understanding.ts';
import { type Copy, contract, question, saying, type Words } from './copy.ts';
import { hasFollowUps, mayOffer, rememberTopic } from './follow-ups.ts';
import { act, become, choose, finish, goTo, next, type Step, type Talk } from './steps.ts';
import type { DialogTurn } from './turn.ts';

export const incidentWords = contract('incident', {
  server_error: saying('since'),
  login_failed: saying('since'),
  otp_not_received: saying('since'),
  after_update: saying('since'),
  noted: saying('note', 'since'),
  sameTrouble: saying(),
  nothingToDo: saying(),
  alreadyWaiting: saying(),
  stillOn: question(['yes', 'more', 'person', 'solved', 'notYet']),
  notOverYet: saying(),
});

export type IncidentCopy = Copy<typeof incidentWords>;

/** Declared trouble explains what the user reports: a short honest answer instead of steps that cannot help. */
export function incident(copy: IncidentCopy): Talk {
  return {
    id: 'incident',
    kind: 'topic',
    steps: {
      tell: act(tell),
      // No "belum, kita coba yang lain": nothing else helps until it is over.
      stillOn: choose(copy.stillOn, {
        yes: () => become('notify-me'),
        more: () => become('diagnosis', { again: true, despiteIncident: true }),
        person: () => become('diagnosis', { person: true }),
        solved: () => become('way-out', { by: 'solved' }),
        notYet: stillNot,
      }),
    },
  };

  function tell(step: Step) {
    const { turn } = step;
    if (step.options.still === true) return stillNot(step);
    turn.setOutcome('advised');
    rememberTopic(turn, 'serverTrouble');
    explainByIncident(turn, copy);
    step.say(copy.nothingToDo());
    if (mayOffer(turn, 'serverTrouble'))
      return become('offer-follow-up', { topic: 'serverTrouble', by: 'worked' });
    if (!hasFollowUps(turn)) return next();
    step.say(copy.alreadyWaiting());
    return finish();
  }

  function stillNot(step: Step) {
    step.say(copy.notOverYet());
    return goTo('stillOn');
  }
}

/** The trouble is why: what was told of it already is only referred to. */
export function explainByIncident(turn: DialogTurn, copy: IncidentCopy): void {
  if (turn.memory.toldIncident === turn.incident?.id) turn.say(copy.sameTrouble());
  else tellOfIncident(turn, copy);
}

/** Says once to everybody that there is trouble; nothing when there is none. */
export function tellOfIncident(turn: DialogTurn, copy: IncidentCopy): void {
  const { incident: current, memory } = turn;
  if (!current || memory.toldIncident === current.id) return;
  memory.toldIncident = current.id;
  turn.say(sentence(copy, current));
}

function sentence(copy: IncidentCopy, { symptom, note, since }: Incident): Words {
  const when = { since: hours.format(Date.parse(since)) };
  return note === undefined ? copy[symptom](when) : copy.noted({ note, ...when });
}

const hours = new Intl.DateTimeFormat('id-ID', {
  timeZone: 'Asia/Jakarta',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
});

/** While the server is down people say as often that they cannot log in as that the app fails. */
const intentsOf: Readonly<Record<IncidentSymptom, readonly string[]>> = {
  server_error: ['server_error', 'login_failed'],
  login_failed: ['server_error', 'login_failed'],
  otp_not_received: ['otp_not_received'],
  after_update: [],
};

/** What an update breaks is reported in these ways, together with the update itself. */
const brokenByUpdate = ['server_error', 'login_failed', 'app_tips'];

/** Is it this trouble that the user reports? */
export function reportsIncident(
  { symptom }: Incident,
  intent: string,
  entities: Understood['entities'],
): boolean {
  if (intentsOf[symptom].includes(intent)) return true;
  const updated = entities.some(entity => entity.type === 'symptom' && entity.value === 'after-update');
  return symptom === 'after_update' && updated && brokenByUpdate.includes(intent);
}
