import { findEntity } from '../understanding/understanding.ts';
import type { Words } from './copy.ts';
import { type Reading, type Step, unfinishedSlot } from './steps.ts';

/** What can be wrong with a typed number, in the words of the dialog that asks. */
export interface NumberProblems {
  wrongLength(values: { count: number }): Words;
  otherNumber(): Words;
}

/** Reads a NIK: 16 digits however they are grouped. An 11-digit number is recognised as a KPJ given too early. */
export function readNik(step: Step, problems: NumberProblems): Reading {
  const { understood } = step.turn;
  const nik = findEntity(understood?.entities ?? [], 'nik')?.value;
  const kpj = findEntity(understood?.entities ?? [], 'kpj')?.value;
  // Both numbers in one message: the question about the KPJ is answered, too.
  if (nik !== undefined)
    return { kind: 'answer', value: nik, ...(kpj === undefined ? {} : { also: { kpj } }) };
  if (kpj !== undefined) return { kind: 'problem', words: problems.otherNumber() };
  return readSplitNumber(step, 16, problems);
}

/** Reads a KPJ: 11 characters, nearly always digits. A 16-digit number is recognised as a NIK given again. */
export function readKpj(step: Step, problems: NumberProblems): Reading {
  const entities = step.turn.understood?.entities ?? [];
  const kpj = findEntity(entities, 'kpj')?.value;
  if (kpj !== undefined) return { kind: 'answer', value: kpj };
  if (findEntity(entities, 'nik')) return { kind: 'problem', words: problems.otherNumber() };
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
  return digits.length < length ? { kind: 'problem', words, unfinished: digits } : { kind: 'problem', words };
}
