import { describe, expect, it } from 'vitest';
import { inDaytime, planFollowUps } from '../../src/dialogs/follow-up-plan.ts';
import { canSpeakFirst } from '../../src/dialogs/speak-first.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
/** Nine o'clock in the morning, Western Indonesia Time. */
const nine = Date.parse('2026-03-12T02:00:00.000Z');

describe('when a follow-up asks', () => {
  it('never does so at night', () => {
    for (let minutes = 0; minutes < 24 * 60; minutes++) {
      const planned = inDaytime(nine + minutes * 60_000);
      expect(new Date(planned + 7 * hour).getUTCHours()).toBeGreaterThanOrEqual(9);
      expect(new Date(planned + 7 * hour).getUTCHours()).toBeLessThanOrEqual(19);
      expect(planned - (nine + minutes * 60_000)).toBeGreaterThanOrEqual(0);
      expect(planned - (nine + minutes * 60_000)).toBeLessThan(day);
    }
  });

  it('asks about a new account seven and fourteen days after its registration', () => {
    expect(planFollowUps({ topic: 'newAccount', registeredAt: nine - 3 * day }, nine)).toEqual([
      { cause: 'newAccountWeek', at: nine + 4 * day },
      { cause: 'newAccountTwoWeeks', at: nine + 11 * day },
    ]);
  });

  it('leaves out the first week when it is over', () => {
    expect(planFollowUps({ topic: 'newAccount', registeredAt: nine - 9 * day }, nine)).toEqual([
      { cause: 'newAccountTwoWeeks', at: nine + 5 * day },
    ]);
  });

  it('asks once, in a week, when nobody knows the day of registration', () => {
    expect(planFollowUps({ topic: 'newAccount' }, nine)).toEqual([
      { cause: 'newAccountWeek', at: nine + 7 * day },
    ]);
  });

  it('asks after a payment some hours later or the next morning, as the user likes', () => {
    expect(planFollowUps({ topic: 'payment', when: 'soon' }, nine)[0]?.at).toBe(nine + 4 * hour);
    expect(planFollowUps({ topic: 'payment', when: 'tomorrow' }, nine + 3 * hour)[0]?.at).toBe(nine + day);
  });
});

describe('who may speak first', () => {
  it.each([
    ['web', 30 * day, true],
    ['telegram', 30 * day, true],
    ['bot-framework', 30 * day, true],
    ['whatsapp', day - 1, true],
    ['whatsapp', day, false],
  ] as const)('on %s after %d ms: %s', (channel, silence, allowed) => {
    expect(canSpeakFirst(channel, nine, nine + silence)).toBe(allowed);
  });
});
