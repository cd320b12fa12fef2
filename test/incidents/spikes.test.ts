import { describe, expect, it } from 'vitest';
import { createSpikes } from '../../src/incidents/spikes.ts';
import { FakeClock } from '../support/fake-clock.ts';

const minute = 60_000;

function opened() {
  const clock = new FakeClock();
  const spikes = createSpikes(clock);
  let chats = 0;
  return {
    clock,
    spikes,
    /** So many conversations report `intent` now. */
    report(count: number, intent = 'server_error') {
      for (let left = count; left > 0; left--) {
        chats += 1;
        spikes.note({ conversation: `chat-${chats}`, intent, at: clock.now() });
      }
    },
  };
}

describe('a spike of one symptom', () => {
  it('is suggested once ten conversations report what nobody reported before', () => {
    const { spikes, report } = opened();
    report(9);
    expect(spikes.suggestions()).toEqual([]);
    report(1);
    expect(spikes.suggestions()).toEqual([{ symptom: 'server_error', count: 10, usual: 0 }]);
  });

  it('is no spike when it is as many as usual', async () => {
    const { clock, spikes, report } = opened();
    for (let window = 0; window < 19; window++) {
      report(20);
      await clock.advance(10 * minute);
    }
    report(30);
    expect(spikes.suggestions()).toEqual([]);
    report(10);
    expect(spikes.suggestions()).toEqual([{ symptom: 'server_error', count: 40, usual: 20 }]);
  });

  it('is no spike when one person repeats themselves', () => {
    const { clock, spikes } = opened();
    for (let count = 0; count < 50; count++)
      spikes.note({ conversation: 'satu', intent: 'server_error', at: clock.now() });
    expect(spikes.suggestions()).toEqual([]);
  });

  it('is no spike when nine people repeat themselves from minute to minute, and one when a tenth joins them', async () => {
    const { clock, spikes, report } = opened();
    for (let passed = 0; passed < 5; passed++) {
      for (const person of Array.from({ length: 9 }, (_, index) => `orang-${index}`))
        spikes.note({ conversation: person, intent: 'server_error', at: clock.now() });
      await clock.advance(minute);
    }
    expect(spikes.suggestions()).toEqual([]);
    report(1);
    expect(spikes.suggestions()).toEqual([{ symptom: 'server_error', count: 10, usual: 0 }]);
  });

  it('is forgotten after ten minutes, and does not hide the next one', async () => {
    const { clock, spikes, report } = opened();
    report(40);
    await clock.advance(10 * minute);
    expect(spikes.suggestions()).toEqual([]);
    report(12);
    expect(spikes.suggestions()).toEqual([{ symptom: 'server_error', count: 12, usual: 0 }]);
  });

  it('says nothing of what no incident is declared for', () => {
    const { spikes, report } = opened();
    report(100, 'thanks');
    report(100, '__proto__');
    expect(spikes.suggestions()).toEqual([]);
  });
});
