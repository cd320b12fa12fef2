import { type DeskState, deskAt, type OfficeHours } from '../content/office-hours.ts';
import type { Cause } from './causes.ts';
import { type Copy, contract, label, saying, type Words } from './copy.ts';
import { act, finish, type Step, type Talk } from './steps.ts';
import { searchOf } from './tried.ts';
import type { DialogTurn } from './turn.ts';

export const talkToAgentWords = contract('talk-to-agent', {
  handedOver: saying('ticket'),
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
  return [
    { id: 'talk-to-agent', kind: 'topic', steps: { handOver: act(handOver) } },
    // Whatever waits beneath goes on.
    { id: 'no-person', kind: 'aside', steps: { cancel: act(stopWaiting) } },
  ];

  function handOver({ turn, say }: Step) {
    const waiting = turn.ticketOfWaiting();
    say(
      waiting === undefined
        ? copy.handedOver({ ticket: turn.handOver() })
        : copy.stillWaiting({ ticket: waiting }),
    );
    say(expectedWait(turn.now));
    say(isAbroad(turn) ? copy.urgentAbroad() : copy.urgent());
    say(copy.meanwhile(), { choices: [{ title: copy.cancelButton, value: copy.cancelButton }] });
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
