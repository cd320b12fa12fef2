import { type Cause, causes, isCause, ladderFor, usualLadder } from './causes.ts';
import { appCauses } from './causes-app.ts';
import { type Copy, contract, label, question, type SpokenAdvice, saying } from './copy.ts';
import type { OfferedTopic } from './follow-up-plan.ts';
import { rememberTopic } from './follow-ups.ts';
import { heardCauses } from './heard-causes.ts';
import { reportsIncident } from './incident.ts';
import { offerAfterAdvice } from './offer-follow-up.ts';
import { readSince, registeredAt } from './since-registration.ts';
import { act, become, choose, goTo, type Move, next, type Step, type Talk } from './steps.ts';
import { beginSearch, markTried, searchOf } from './tried.ts';
import type { DialogTurn } from './turn.ts';

export const diagnosisWords = contract('diagnosis', {
  firstHelp: saying(),
  newAccount: saying(),
  askScreen: question(['mismatch', 'rejected', 'notRegistered', 'error', 'locked', 'forgot', 'nothing']),
  askSince: question(['underTwoWeeks', 'overTwoWeeks']),
  askMember: question(['newMember', 'movedJob', 'severalCards', 'notSure']),
  nextLikely: saying('cause'),
  alsoLikely: saying('cause'),
  firstGuess: saying('cause'),
  despiteIncident: saying('cause'),
  nextQuestion: saying(),
  toReset: saying(),
  reset: label(),
  check: label(),
  onlyCheckLeft: question(['check', 'person']),
  nothingLeft: saying('tried'),
});

/**
 * Finds the cause with the fewest questions, explains it with what can be done, and hands over to "sudah bisa?". When it
 * did not help (`options.again`) the next likely cause follows; at the end a person.
 */
export function diagnosis(
  copy: Copy<typeof diagnosisWords>,
  advice: Readonly<Record<Cause, SpokenAdvice>>,
): Talk {
  return {
    id: 'diagnosis',
    kind: 'topic',
    steps: {
      useWhatWasSaid: act(useWhatWasSaid),
      askScreen: choose(copy.askScreen, {
        mismatch: heard('mismatch'),
        rejected: heard('rejected'),
        notRegistered: heard('notRegistered'),
        error: heard('serverTrouble'),
        locked: heard('locked'),
        forgot: () => become('reset-password'),
        nothing: nothingShown,
      }),
      askSince: choose(
        copy.askSince,
        { underTwoWeeks: heard('newAccountWait'), overTwoWeeks: heard('newAccountLate') },
        { first: readSince },
      ),
      askMember: choose(copy.askMember, {
        newMember: () => goTo('askSince'),
        movedJob: heard('segmentChange'),
        severalCards: heard('otherKpj'),
        notSure: heard('employer'),
      }),
      tryNext: act(tryNext),
      // Reached only by name.
      onlyCheckLeft: choose(copy.onlyCheckLeft, { check: () => become('check-account'), person: toPerson }),
    },
  };

  function useWhatWasSaid(step: Step): Move {
    if (step.options.again === true) return goOn(step);
    if (step.options.person === true) return toPerson(step);
    const [first, ...others] = heardCauses(step.turn.entities, String(step.options.intent));
    if (first === 'newAccount') {
      step.say(copy.newAccount());
      return goTo('askSince');
    }
    if (first !== undefined) return heard(first, ...others.filter(cause => cause !== 'newAccount'))(step);
    step.say(copy.firstHelp());
    return next();
  }

  function tryNext(step: Step): Move {
    const { memory, now } = step.turn;
    const { ladder, tried, heard } = searchOf(memory, now);
    const rung = ladder.find(name => !tried.includes(name));
    if (rung === undefined) return nothingLeft(step);
    if (isCause(rung) && explainedByIncident(step.turn, rung)) return become('incident');
    // It comes after a new password that was not wanted or did not help: nobody is led to their numbers unasked.
    if (rung === 'check') return goTo('onlyCheckLeft');
    markTried(memory, now, rung);
    if (isCause(rung)) return explain(step, rung, heard.includes(rung), tried.length);
    if (rung === 'reset') return toReset(step);
    step.say(copy.nextQuestion());
    return goTo(rung);
  }

  /** What was told of is taken up as such; anything else is said to be the next guess. */
  function explain(step: Step, cause: Cause, wasHeard: boolean, before: number): Move {
    const topic = topicOf[cause];
    rememberTopic(step.turn, topic, registeredAt(step));
    const { name, heard, why, steps } = advice[cause];
    const opening = wasHeard ? [heard] : guess(step, name, before);
    step.turn.setOutcome('advised');
    step.turn.note({ cause, tried: 'advice' });
    step.say([[...opening, why].join(' '), ...steps]);
    const { ask } = causes[cause];
    const offered = onlyTimeHelps.has(cause) ? topic : undefined;
    return offered ? offerAfterAdvice(step, offered, ask) : become('way-out', { by: ask });
  }

  /** "Bukan itu" only after something that was tried, and not while declared trouble explains it. */
  function guess({ options }: Step, cause: string, before: number) {
    if (options.despiteIncident === true) return copy.despiteIncident({ cause });
    if (before === 0) return copy.firstGuess({ cause });
    return before % 2 === 1 ? copy.nextLikely({ cause }) : copy.alsoLikely({ cause });
  }

  /** The two routes are offered by name, unless the user has just seen them and said that it did not help. */
  function toReset(step: Step): Move {
    step.say(copy.toReset());
    return become('reset-password', step.options.routesSeen === true ? { slots: { way: 'fromHere' } } : {});
  }

  function nothingLeft(step: Step): Move {
    step.say(copy.nothingLeft({ tried: inWords(triedSoFar(step)) }));
    return become('talk-to-agent');
  }

  /** What was tried is in the notes of the ticket. */
  function toPerson(step: Step): Move {
    return become('talk-to-agent', { tried: triedSoFar(step).length > 0 });
  }

  function triedSoFar({ turn: { memory, now } }: Step): readonly string[] {
    return searchOf(memory, now).tried.flatMap(nameOf);
  }

  function nameOf(rung: string): string[] {
    if (isCause(rung)) return [advice[rung].name];
    return rung === 'reset' || rung === 'check' ? [copy[rung]] : [];
  }
}

function inWords(names: readonly string[]): string {
  return new Intl.ListFormat('id', { type: 'conjunction' }).format(names);
}

/**
 * Declared trouble stops the search for what is wrong with the app, once: who has heard of it may try on all the same.
 * Trouble with something else (codes, say) explains nothing here.
 */
function explainedByIncident({ incident, entities, memory }: DialogTurn, cause: Cause): boolean {
  if (!incident || !reportsIncident(incident, 'server_error', entities)) return false;
  return cause in appCauses && memory.toldIncident !== incident.id;
}

/** What may be over by itself: worth asking again later. */
const topicOf: Partial<Readonly<Record<Cause, OfferedTopic>>> = {
  serverTrouble: 'serverTrouble',
  overdue: 'payment',
  overduePaid: 'payment',
  overdueEmployee: 'payment',
  overdueIndependent: 'payment',
  overdueMigrant: 'payment',
  newAccountWait: 'newAccount',
};

/** Asking again later is offered at once, as there is little else to do. */
const onlyTimeHelps: ReadonlySet<Cause> = new Set<Cause>(['serverTrouble', 'overduePaid']);

/** Somebody whose data were right has tried those steps: the next likely cause instead. */
function nothingShown(step: Step): Move {
  const { tried } = searchOf(step.turn.memory, step.turn.now);
  return tried.includes('credentialsCorrect') ? goOn(step) : heard('nothingShown')(step);
}

/** "Belum": what was begun goes on; after a reset or a check nothing was begun yet. */
function goOn({ turn: { memory, now } }: Step): Move {
  if (searchOf(memory, now).ladder.length === 0) beginSearch(memory, now, { heard: [], ladder: usualLadder });
  return goTo('tryNext');
}

function heard(cause: Cause, ...others: readonly Cause[]) {
  return (step: Step): Move => {
    const told: readonly [Cause, ...Cause[]] = [cause, ...others];
    beginSearch(step.turn.memory, step.turn.now, { heard: told, ladder: ladderFor(told) });
    return goTo('tryNext');
  };
}
