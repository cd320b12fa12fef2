import { type DeskState, deskAt, type OfficeHours } from '../content/office-hours.ts';
import type { Cause } from './causes.ts';
import { type Copy, contract, label, saying, type Words } from './copy.ts';
import { act, finish, type Step, type Talk } from './steps.ts';
import { searchOf } from './tried.ts';
import type { DialogTurn } from './turn.ts';

export const talkToAgentWords = contract('talk-to-agent', {
  stopped: saying(),
  handedOver: saying('ticket'),
  handedOverTried: saying('ticket'),
  requeued: saying('ticket'),
  stillWaiting: saying('ticket'),
  onDuty: saying('closes'),
  usualReply: saying('minutes'),
  opensToday: saying('opens'),
  opensTomorrow: saying('opens'),
  opensLater: saying('day', 'opens'),
  urgent: saying(),
  urgentAbroad: saying(),
  meanwhile: saying(),
  cancelButton: label(),
  noLongerWaiting: saying('ticket'),
  nobodyWaiting: saying(),
});

/**
 * Hands over to a person: a reference number, and when an answer can be expected, as far as `desk` tells. Until somebody
 * takes the chat the bot goes on helping.
 */
export function talkToAgent(
  copy: Copy<typeof talkToAgentWords>,
  desk: OfficeHours | undefined,
): readonly Talk[] {
  const cancelChoice = [{ title: copy.cancelButton, value: copy.cancelButton }];
  return [
    { id: 'talk-to-agent', kind: 'topic', steps: { handOver: act(handOver) } },
    // Whatever waits beneath goes on.
    { id: 'no-person', kind: 'aside', steps: { cancel: act(stopWaiting) } },
  ];

  function handOver({ turn, say, options }: Step) {
    const waiting = turn.ticketOfWaiting();
    if (options.stopped === true) say(copy.stopped());
    if (waiting !== undefined) return sayStillWaiting(turn, waiting);
    const words = firstWords(options);
    say(words({ ticket: turn.handOver() }));
    say(expectedWait(turn.now));
    say(isAbroad(turn) ? copy.urgentAbroad() : copy.urgent());
    say(copy.meanwhile(), { choices: cancelChoice });
    return finish();
  }

  function firstWords({ returned, tried }: Step['options']) {
    if (returned === true) return copy.requeued;
    return tried === true ? copy.handedOverTried : copy.handedOver;
  }

  /** In one go: what was said a moment ago is left out instead of said again. */
  function sayStillWaiting(turn: DialogTurn, ticket: string) {
    const state = deskAt(desk, turn.now);
    const opening = state.kind === 'closed' ? nextOpening(state) : [];
    const urgent = isAbroad(turn) ? copy.urgentAbroad() : copy.urgent();
    turn.say([...opening, ...urgent, ...copy.stillWaiting({ ticket })], { choices: cancelChoice });
    return finish();
  }

  /** Says nothing that is not known. */
  function expectedWait(now: number): Words {
    const state = deskAt(desk, now);
    switch (state.kind) {
      case 'open':
        return [...copy.onDuty(state), ...usualReply()];
      case 'closed':
        return nextOpening(state);
      case 'unknown':
        return [];
    }
  }

  function usualReply(): Words {
    const minutes = desk?.usualReplyMinutes;
    return minutes === undefined ? [] : copy.usualReply({ minutes });
  }

  function nextOpening({ when, opens }: Extract<DeskState, { kind: 'closed' }>): Words {
    switch (when.kind) {
      case 'today':
        return copy.opensToday({ opens });
      case 'tomorrow':
        return copy.opensTomorrow({ opens });
      case 'later':
        return copy.opensLater({ day: when.day, opens });
    }
  }

  function stopWaiting({ turn, say }: Step) {
    const ticket = turn.ticketOfWaiting();
    turn.stopWaiting();
    say(ticket === undefined ? copy.nobodyWaiting() : copy.noLongerWaiting({ ticket }));
    return finish();
  }
}

/** As far as it was told while looking for the cause. */
function isAbroad({ memory, now }: DialogTurn): boolean {
  const abroad: Cause = 'abroad';
  return searchOf(memory, now).heard.includes(abroad);
}
