import { matchChoice } from './choices.ts';
import type { SpokenChoice } from './copy.ts';
import { hasFollowUps } from './follow-ups.ts';
import { plain, plainForm } from './plain.ts';
import type { DialogTurn } from './turn.ts';

/** A thanks or a nod that names it ("sudah bisa masuk, makasih") says it as well; "kapan bisa login" does not. */
const agreeable = new Set(['affirm', 'thanks']);

/**
 * Somebody whom we promised to ask later says by themselves that it works; nothing is open to which it would be an
 * answer. `answers` are those to the question that would have been asked.
 */
export function isSolvedMeanwhile(turn: DialogTurn, answers: readonly SpokenChoice[]): boolean {
  if (!hasFollowUps(turn)) return false;
  const said = plain(turn.text);
  const solved = answers.filter(({ id }) => id === 'solved');
  const forms = solved.flatMap(({ title, also, whole }) => [title, ...also, ...whole]);
  if (forms.some(form => plainForm(form) === said)) return true;
  const { understood } = turn;
  if (understood.kind !== 'understood' || !agreeable.has(understood.intent)) return false;
  // A nod alone ("iya") answers a question, and none was asked.
  return matchChoice(turn.text, answers, { ...understood, kind: 'unknown' }) === 'solved';
}
