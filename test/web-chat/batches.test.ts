import { expect, it } from 'vitest';
import { inBatches } from '../../src/channels/web-chat/batches.ts';

it('turns that wait are started in order, sixteen together, and then the event loop goes around for everybody else', async () => {
  const myTurn = inBatches();
  let rounds = 0;
  let over = false;
  const goAround = () => {
    rounds += 1;
    if (!over) setImmediate(goAround);
  };
  goAround();
  const started: { place: number; round: number }[] = [];
  const places = Array.from({ length: 40 }, (_, place) => place);
  await Promise.all(places.map(place => myTurn().then(() => started.push({ place, round: rounds }))));
  over = true;
  expect(started.map(({ place }) => place)).toEqual(places);
  const batchRounds = [...new Set(started.map(({ round }) => round))];
  expect(batchRounds.map(round => started.filter(one => one.round === round).length)).toEqual([16, 16, 8]);
  const [first = 0, second = 0, third = 0] = batchRounds;
  // Four new connections for each that was started.
  expect(second - first).toBeGreaterThanOrEqual(64);
  expect(third - second).toBeGreaterThanOrEqual(64);
});

it('somebody who comes alone waits for no more than a round', async () => {
  const myTurn = inBatches();
  for (const _ of [1, 2, 3]) {
    let rounds = 0;
    let gone = false;
    const goAround = () => {
      rounds += 1;
      if (!gone) setImmediate(goAround);
    };
    const going = myTurn();
    goAround();
    await going;
    gone = true;
    expect(rounds).toBeLessThanOrEqual(2);
  }
});
