import { findEntity } from '../understanding/understanding.ts';
import { sinceCause } from './heard-causes.ts';
import { plain } from './plain.ts';
import type { Reading, Step } from './steps.ts';
import type { DialogTurn } from './turn.ts';

/** In milliseconds since the epoch, when the user said how long ago it was. */
export function registeredAt({ turn }: Step): number | undefined {
  const since = sinceWhen(turn);
  return since && turn.now - since.days * 24 * 60 * 60_000;
}

/** "Kurang dari 14 hari" is no date. */
const comparison = /\b(?:kurang|lebih|belum) (?:dari )?(?:\d|dua|se)/;

function sinceWhen({ entities, text }: DialogTurn) {
  return comparison.test(plain(text)) ? undefined : findEntity(entities, 'duration');
}

/** Any length of time answers "how long ago did you register?". */
export function readSince(step: Step): Reading {
  const since = sinceWhen(step.turn);
  if (since === undefined) return { kind: 'notMine' };
  const recent = sinceCause(since.days) === 'newAccountWait';
  return { kind: 'answer', value: recent ? 'underTwoWeeks' : 'overTwoWeeks' };
}
