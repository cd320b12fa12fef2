import { type Entity, findEntity } from '../understanding/understanding.ts';
import { usualActivationDays } from './account-verdict.ts';
import { type Copy, contract, question, saying } from './copy.ts';
import { act, become, choose, goTo, type Reading, type Step, type Talk } from './steps.ts';

export const diagnosisWords = contract('diagnosis', {
  askScreen: question(['mismatch', 'notRegistered', 'error', 'locked', 'forgot', 'nothing']),
  askSince: question(['underTwoWeeks', 'overTwoWeeks']),
  noMessage: saying(),
  mismatch: saying(),
  notRegistered: saying(),
  locked: saying(),
  serverTrouble: saying(),
  overdue: saying(),
  newAccountWait: saying(),
  newAccountLate: saying(),
  segmentChange: saying(),
  otherDevice: saying(),
  afterUpdate: saying(),
});

type Cause =
  | 'noMessage'
  | 'mismatch'
  | 'notRegistered'
  | 'locked'
  | 'serverTrouble'
  | 'overdue'
  | 'newAccountWait'
  | 'newAccountLate'
  | 'segmentChange'
  | 'otherDevice'
  | 'afterUpdate';

/** What was said already answers the first question; `login_failed` alone does not. */
const causeOfIntent: Readonly<Record<string, Cause | 'newAccount'>> = {
  data_mismatch: 'mismatch',
  kpj_not_registered: 'notRegistered',
  account_locked: 'locked',
  server_error: 'serverTrouble',
  contribution_overdue: 'overdue',
  new_account_inactive: 'newAccount',
  employment_status_change: 'segmentChange',
};

/** Below this a "quoted message" may be chance: "sandi sudah benar" resembles "sandi salah". */
const surelyQuoted = 0.9;

/** Messages whose intent does not say enough; ids of data/error-messages.yml. */
const causeOfMessage: Readonly<Record<string, Cause>> = {
  'aktif-di-perangkat-lain': 'otherDevice',
};

/** Where a new password may help, the two routes follow; otherwise a look at the account. */
const followUp = {
  noMessage: 'reset',
  mismatch: 'reset',
  locked: 'reset',
  serverTrouble: 'reset',
  otherDevice: 'reset',
  afterUpdate: 'reset',
  notRegistered: 'check',
  overdue: 'check',
  newAccountWait: 'check',
  newAccountLate: 'check',
  segmentChange: 'check',
} as const satisfies Record<Cause, 'reset' | 'check'>;

/** Finds the cause with the fewest questions, explains it, and hands over to what can be done about it. */
export function diagnosis(copy: Copy<typeof diagnosisWords>): Talk {
  return {
    id: 'diagnosis',
    kind: 'topic',
    steps: {
      useWhatWasSaid: act(useWhatWasSaid),
      askScreen: choose(copy.askScreen, {
        mismatch: caused('mismatch'),
        notRegistered: caused('notRegistered'),
        error: caused('serverTrouble'),
        locked: caused('locked'),
        forgot: () => become('reset-password'),
        nothing: caused('noMessage'),
      }),
      askSince: choose(
        copy.askSince,
        {
          underTwoWeeks: caused('newAccountWait'),
          overTwoWeeks: caused('newAccountLate'),
        },
        { first: readSince },
      ),
      explain: act(explainCause),
    },
  };

  function explainCause(step: Step) {
    const cause = (step.slot('cause') ?? 'noMessage') as Cause;
    step.turn.setOutcome('advised');
    step.say(copy[cause]());
    return become('way-out', { by: followUp[cause] });
  }
}

function useWhatWasSaid(step: Step) {
  const cause = causeFromWords(step);
  if (cause === undefined) return goTo('askScreen');
  if (cause !== 'newAccount') return caused(cause)(step);
  const since = findEntity(entitiesOf(step), 'duration');
  return since?.of === 'registration' ? caused(newAccountCause(since.days))(step) : goTo('askSince');
}

/** A quoted message first, then what was understood, then the circumstances that alone explain much. */
function causeFromWords(step: Step): Cause | 'newAccount' | undefined {
  const entities = entitiesOf(step);
  const found = findEntity(entities, 'errorMessage');
  const quoted = found && found.similarity >= surelyQuoted ? found : undefined;
  const symptoms = new Set(entities.flatMap(entity => (entity.type === 'symptom' ? [entity.value] : [])));
  const intent = String(step.options.intent ?? '');
  const told =
    causeOfMessage[quoted?.value ?? ''] ?? causeOfIntent[intent] ?? causeOfIntent[quoted?.intent ?? ''];
  if (told !== undefined) return told;
  if (symptoms.has('other-device')) return 'otherDevice';
  return symptoms.has('after-update') ? 'afterUpdate' : undefined;
}

/** Any length of time answers "how long ago did you register?". */
function readSince(step: Step): Reading {
  const since = findEntity(entitiesOf(step), 'duration');
  if (since === undefined) return { kind: 'notMine' };
  return { kind: 'answer', value: since.days <= usualActivationDays ? 'underTwoWeeks' : 'overTwoWeeks' };
}

function newAccountCause(days: number): Cause {
  return days <= usualActivationDays ? 'newAccountWait' : 'newAccountLate';
}

function entitiesOf({ turn }: Step): readonly Entity[] {
  return turn.understood?.entities ?? [];
}

function caused(cause: Cause) {
  return (step: Step) => {
    step.fill('cause', cause);
    return goTo('explain');
  };
}
