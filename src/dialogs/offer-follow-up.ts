import { z } from 'zod';
import { type Copy, contract, question, saying } from './copy.ts';
import {
  type FollowUpTopic,
  type OfferedTopic,
  offeredTopics,
  type PlannedFollowUps,
  sayWhen,
} from './follow-up-plan.ts';
import { hasFollowUps, mayOffer, stopNotices, wishFollowUps } from './follow-ups.ts';
import { mayAskForNotices } from './permit-notice.ts';
import { canSpeakFirst } from './speak-first.ts';
import { act, become, choose, finish, goTo, type Move, type Step, type Talk } from './steps.ts';
import type { DialogTurn } from './turn.ts';

export const offerFollowUpWords = contract('offer-follow-up', {
  serverTrouble: question(['solved', 'yes', 'more', 'no', 'person', 'notYet']),
  maybeTrouble: question(['solved', 'yes', 'more', 'no', 'person']),
  payment: question(['soon', 'tomorrow', 'more', 'no', 'solved', 'person']),
  newAccount: question(['yes', 'more', 'no', 'solved', 'person']),
  willAsk: saying('when'),
  willAskTwice: saying('when', 'again'),
  willTellWhenOver: saying(),
  seenHere: saying(),
  atNextContact: saying(),
  already: saying(),
  notNow: saying(),
  stopped: saying(),
});

const Offered = z.enum(offeredTopics);

export type OfferFollowUpCopy = Copy<typeof offerFollowUpWords>;

/** "Beri tahu saya": offered where waiting may solve it, never forced; taken up and given up by words at any time. */
export function offerFollowUp(copy: OfferFollowUpCopy): readonly Talk[] {
  const check = () => become('check-account');
  const afterTrouble = {
    solved,
    yes: agree('serverTrouble'),
    more: goOn,
    no: notNow,
    person,
  };
  return [
    {
      // After advice: the offer stands where "sudah bisa?" would, and leads back to it.
      id: 'offer-follow-up',
      kind: 'topic',
      steps: {
        pick: act(pick),
        serverTrouble: choose(copy.serverTrouble, { ...afterTrouble, notYet: stillNot }),
        maybeTrouble: choose(copy.maybeTrouble, afterTrouble),
        payment: choose(copy.payment, {
          soon: agree('payment', 'soon'),
          tomorrow: agree('payment', 'tomorrow'),
          more: check,
          no: notNow,
          solved,
          person,
        }),
        newAccount: choose(copy.newAccount, {
          yes: agree('newAccount'),
          more: check,
          no: notNow,
          solved,
          person,
        }),
      },
    },
    {
      // "Kabari saya ya", whatever is going on.
      id: 'notify-me',
      kind: 'aside',
      steps: {
        plan: act(step => {
          const { turn } = step;
          if (hasFollowUps(turn)) {
            step.say(copy.already());
            return finish();
          }
          const topic = turn.incident ? 'serverTrouble' : (turn.memory.followUp.about?.topic ?? 'any');
          return agree(topic)(step);
        }),
      },
    },
    {
      // "Jangan kabari lagi".
      id: 'stop-notices',
      kind: 'aside',
      steps: {
        stop: act(async step => {
          await stopNotices(step.turn);
          step.say(copy.stopped());
          return finish();
        }),
      },
    },
  ];

  function pick({ options, turn }: Step): Move {
    const topic = Offered.parse(options.topic);
    turn.memory.followUp.offered.push(topic);
    // Only what was declared is known to be over one day: without it we can ask again, not tell.
    return goTo(topic === 'serverTrouble' && !turn.incident ? 'maybeTrouble' : topic);
  }

  function agree(topic: FollowUpTopic, when?: 'soon' | 'tomorrow') {
    return (step: Step): Move => {
      const planned = wishFollowUps(step.turn, topic, when);
      step.say([...promise(step.turn, planned), ...whereItIsSaid(step.turn, planned)]);
      return mayAskForNotices(step.turn) ? become('permit-notice') : finish();
    };
  }

  function promise({ incident }: DialogTurn, [first, second]: PlannedFollowUps) {
    if (incident && first.cause === 'serverTrouble') return copy.willTellWhenOver();
    const when = sayWhen(first.at);
    return second ? copy.willAskTwice({ when, again: sayWhen(second.at) }) : copy.willAsk({ when });
  }

  /** No channel is promised more than it allows. */
  function whereItIsSaid({ channel, now }: DialogTurn, planned: PlannedFollowUps) {
    if (channel === 'web') return copy.seenHere();
    const allowed = planned.every(({ at }) => canSpeakFirst(channel, now, at));
    return allowed ? [] : copy.atNextContact();
  }

  function notNow(step: Step): Move {
    step.say(copy.notNow());
    return finish();
  }

  function goOn(): Move {
    return become('diagnosis', { again: true });
  }

  /** The trouble may be over since it was asked. */
  function stillNot({ turn }: Step): Move {
    return turn.incident ? become('incident', { still: true }) : goOn();
  }

  function person(): Move {
    return become('diagnosis', { person: true });
  }

  function solved(): Move {
    return become('way-out', { by: 'solved' });
  }
}

/** After advice on `topic`: the offer, if one is to be made, otherwise "sudah bisa?" as asked by `by`. */
export function offerAfterAdvice({ turn }: Step, topic: OfferedTopic, by: string): Move {
  return mayOffer(turn, topic) ? become('offer-follow-up', { topic }) : become('way-out', { by });
}

/** The same for somebody who is about to leave; `undefined` when there is nothing to offer. */
export function offerBeforeLeaving({ turn }: Step): Move | undefined {
  const topic = turn.memory.followUp.about?.topic;
  return topic !== undefined && mayOffer(turn, topic) ? become('offer-follow-up', { topic }) : undefined;
}
