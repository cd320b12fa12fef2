import { daysSince } from '../understanding/dates.ts';
import { type Entity, findEntity } from '../understanding/understanding.ts';
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

function sinceWhen({ entities, text, now }: DialogTurn): { readonly days: number } | undefined {
  if (comparison.test(plain(text))) return undefined;
  return findEntity(entities, 'duration') ?? sinceDate(entities, now);
}

/** "Daftar tgl 1 maret"; a day to come is a slip. */
function sinceDate(entities: readonly Entity[], now: number) {
  const date = findEntity(entities, 'date');
  const days = date && daysSince(date, now);
  return days === undefined || days < 0 ? undefined : { days };
}

/** Any length of time, and a day, answers "how long ago did you register?". */
export function readSince(step: Step): Reading {
  const since = sinceWhen(step.turn);
  if (since === undefined) return { kind: 'notMine' };
  const recent = sinceCause(since.days) === 'newAccountWait';
  return { kind: 'answer', value: recent ? 'underTwoWeeks' : 'overTwoWeeks' };
}
