import { expect, it } from 'vitest';
import { oneAfterTheOther } from '../../src/channels/web-chat/rounds.ts';

it('turns that wait are started in order, and between two of them the event loop goes around for everybody else', async () => {
  const myTurn = oneAfterTheOther();
  let rounds = 0;
  let over = false;
  const goAround = () => {
    rounds += 1;
    if (!over) setImmediate(goAround);
  };
  goAround();
  const started: { place: number; round: number }[] = [];
  await Promise.all([0, 1, 2].map(place => myTurn().then(() => started.push({ place, round: rounds }))));
  over = true;
  expect(started.map(({ place }) => place)).toEqual([0, 1, 2]);
  const pauses = started.slice(1).map(({ round }, index) => round - (started[index]?.round ?? 0));
  for (const pause of pauses) expect(pause).toBeGreaterThanOrEqual(4);
});
