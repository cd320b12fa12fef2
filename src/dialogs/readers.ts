import { findEntity } from '../understanding/understanding.ts';
import type { Words } from './copy.ts';
import { plain } from './plain.ts';
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
  const { entities } = step.turn.understood;
  const isFor = entities.some(entity => entity.type === 'symptom' && entity.value === 'for-somebody-else');
  return isFor && step.slot('onBehalf') === undefined
    ? { kind: 'intent', intent: somebodyElse }
    : { kind: 'notMine' };
}

export function firstOf(first: Reading, otherwise: () => Reading): Reading {
  return first.kind === 'notMine' ? otherwise() : first;
}

/** What somebody says of their registered contacts: "hp udah ganti, emailnya masih bisa". */
export interface ContactsNamed {
  readonly phone?: 'works' | 'lost';
  readonly email?: 'works' | 'lost';
}

const phoneWords = /\b(?:hp|hape|handphone|nomor|nomer|no|sim|simcard|kartu|sms|telepon|telpon)\b/;
const emailWords = /\b(?:email|imel|gmail|surel|emailnya|emailku)\b/;
const lostWords =
  /\b(?:mati|hilang|ilang|hangus|rusak|dicuri|kecopetan|ganti|lupa|tidak|gak|ga|gk|nggak|tdk|gabisa|sudah ga|lama|off|nonaktif)\b/;
const bothLost =
  /\b(?:dua ?duanya|dua2nya|ke ?duanya|semuanya|dua dua nya) (?:udah |sudah |sdh |udh )?(?:mati|hilang|ilang|hangus|ga|gak|tidak)\b/;
const worksWords = /\b(?:masih|msh|aktif|bisa|hidup|aja|saja|ada)\b/;

/** Reads each clause by itself; "email juga" takes over what the clause before said. Linear. */
export function contactsNamed(text: string): ContactsNamed {
  if (bothLost.test(plain(text))) return { phone: 'lost', email: 'lost' };
  const found: { phone?: 'works' | 'lost'; email?: 'works' | 'lost' } = {};
  let before: 'works' | 'lost' | undefined;
  for (const clause of text.slice(0, 300).split(/[,.;!?]|\b(?:tapi|tp|dan|sama|cuma|kalau|klo)\b/i)) {
    const said = plain(clause);
    const state = stateIn(said) ?? (/\b(?:juga|jg)\b/.test(said) ? before : undefined);
    if (state && phoneWords.test(said)) found.phone = state;
    if (state && emailWords.test(said)) found.email = state;
    before = state ?? before;
  }
  return found;
}

function stateIn(said: string): 'works' | 'lost' | undefined {
  if (lostWords.test(said)) return 'lost';
  return worksWords.test(said) ? 'works' : undefined;
}
