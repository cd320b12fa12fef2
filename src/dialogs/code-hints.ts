import type { CodeRoute } from '../accounts/account-service.ts';
import type { Entity, Symptom } from '../understanding/understanding.ts';

/** Why a code does not arrive, each with one thing to do about it. The words are in dialogs/code-trouble.yml. */
export const codeHints = [
  'signal',
  'inboxFull',
  'dualSim',
  'noCredit',
  'oldNumber',
  'abroad',
  'spam',
  'otherMailbox',
  'tooMany',
  'otherWay',
] as const;
export type CodeHint = (typeof codeHints)[number];

/** The likeliest first; what nobody told of is left out where it would only be a guess (abroad, no credit). */
const usual: Readonly<Record<CodeRoute, readonly CodeHint[]>> = {
  sms: ['signal', 'inboxFull', 'dualSim', 'oldNumber', 'tooMany', 'otherWay'],
  email: ['spam', 'otherMailbox', 'tooMany', 'otherWay'],
};

const hintOfSymptom: Partial<Readonly<Record<Symptom, CodeHint>>> = {
  'weak-signal': 'signal',
  'inbox-full': 'inboxFull',
  'dual-sim': 'dualSim',
  'no-credit': 'noCredit',
  abroad: 'abroad',
  'in-spam': 'spam',
};

/** What the user told of comes first, then what is usual; `undefined` when all of it was tried. */
export function nextHint(
  route: CodeRoute,
  told: readonly Entity[],
  tried: readonly string[],
): CodeHint | undefined {
  return [...hintsTold(told), ...usual[route]].find(hint => !tried.includes(hint));
}

/** Where the code is awaited, as far as the message tells. */
export function routeTold(told: readonly Entity[]): CodeRoute | undefined {
  const named = told.find(entity => entity.type === 'route');
  if (named?.type === 'route') return named.value;
  const [hint] = hintsTold(told);
  if (hint === undefined) return undefined;
  return hint === 'spam' ? 'email' : 'sms';
}

function hintsTold(told: readonly Entity[]): readonly CodeHint[] {
  return told.flatMap(entity => (entity.type === 'symptom' ? (hintOfSymptom[entity.value] ?? []) : []));
}
