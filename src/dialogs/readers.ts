import { type Entity, findEntity } from '../understanding/understanding.ts';
import type { Words } from './copy.ts';
import { type Reading, type Step, unfinishedSlot } from './steps.ts';

/** What can be wrong with a typed number, in the words of the dialog that asks. */
export interface NumberProblems {
  wrongLength(values: { count: number }): Words;
  /** The number given is the other one: recognised, not taken for this. */
  otherNumber(): Words;
}

export interface KpjProblems extends NumberProblems {
  /** Another NIK than the one given before: a correction. */
  nikReplaced(): Words;
  /** Two different KPJ in one message: which one? */
  several(): Words;
}

/** Reads a NIK: 16 digits however they are grouped. An 11-digit number is recognised as a KPJ given too early. */
export function readNik(step: Step, problems: NumberProblems): Reading {
  const { entities } = step.turn.understood;
  const nik = findEntity(entities, 'nik')?.value;
  const kpj = findEntity(entities, 'kpj')?.value;
  // Both numbers in one message: the question about the KPJ is answered, too.
  if (nik !== undefined)
    return { kind: 'answer', value: nik, ...(kpj === undefined ? {} : { also: { kpj } }) };
  if (kpj !== undefined) return { kind: 'problem', words: problems.otherNumber() };
  return readSplitNumber(step, 16, problems);
}

/** Reads a KPJ: 11 characters, nearly always digits. A 16-digit number is recognised as a NIK given again. */
export function readKpj(step: Step, problems: KpjProblems): Reading {
  const { entities } = step.turn.understood;
  const found = new Set(entities.flatMap(entity => (entity.type === 'kpj' ? [entity.value] : [])));
  if (found.size > 1) return { kind: 'problem', words: problems.several() };
  const nik = findEntity(entities, 'nik')?.value;
  const [kpj] = found;
  if (kpj !== undefined)
    return { kind: 'answer', value: kpj, ...(nik === undefined ? {} : { also: { nik } }) };
  if (nik !== undefined) {
    return nik === step.slot('nik')
      ? { kind: 'problem', words: problems.otherNumber() }
      : { kind: 'problem', words: problems.nikReplaced(), keep: { nik } };
  }
  return readSplitNumber(step, 11, problems);
}

/** Fewer digits than these are a choice ("2") or part of a sentence ("17 agustus"), not an attempt at the number. */
const fewestDigits = 4;

function readSplitNumber(step: Step, length: number, problems: NumberProblems): Reading {
  const digits = step.turn.text.normalize('NFKC').slice(0, 200).replace(/\D/g, '');
  if (digits.length < fewestDigits) return { kind: 'notMine' };
  const whole = (step.slot(unfinishedSlot) ?? '') + digits;
  if (whole.length === length) return { kind: 'answer', value: whole };
  const words = problems.wrongLength({ count: digits.length });
  return {
    kind: 'problem',
    words,
    ...(digits.length < length ? { keep: { [unfinishedSlot]: digits } } : {}),
  };
}

/** NIK or KPJ where something else was asked: kept sealed, and said so, instead of being asked for again. */
export function readEarlyNumbers(step: Step, words: () => Words): Reading {
  const { entities } = step.turn.understood;
  const nik = findEntity(entities, 'nik')?.value;
  const kpj = findEntity(entities, 'kpj')?.value;
  if (nik === undefined && kpj === undefined) return { kind: 'notMine' };
  return { kind: 'problem', words: words(), keep: { ...(nik && { nik }), ...(kpj && { kpj }) } };
}

/** The intent of whoever writes for somebody else. */
export const somebodyElse = 'helping_someone';

/** "NIK ibu saya ...": asked about once, before any number of another person is taken. */
export function readSomebodyElse(step: Step): Reading {
  const { entities, memory } = step.turn;
  return isForSomebodyElse(entities) && memory.onBehalf !== 'agreed'
    ? { kind: 'intent', intent: somebodyElse }
    : { kind: 'notMine' };
}

export function isForSomebodyElse(entities: readonly Entity[]): boolean {
  return entities.some(entity => entity.type === 'symptom' && entity.value === 'for-somebody-else');
}

export function firstOf(first: Reading, otherwise: () => Reading): Reading {
  return first.kind === 'notMine' ? otherwise() : first;
}
