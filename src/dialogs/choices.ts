import type { Understood } from '../understanding/understanding.ts';
import type { SpokenChoice } from './copy.ts';

/** Longer answers are left to the classifier: a choice's word in a long sentence is seldom the answer itself. */
const longestLooseAnswer = 6;

const refusals = new Set(['bukan', 'jangan', 'tidak', 'nggak', 'gak', 'ga', 'gk', 'tdk', 'selain']);

/**
 * Which of `choices` the text picks: by its exact title or another way to say it, by its number ("2", "yang nomor 2"),
 * by an intent that means it, or by containing the words of just one of them. `undefined` when none.
 */
export function matchChoice(
  text: string,
  choices: readonly SpokenChoice[],
  understood: Understood | undefined,
): string | undefined {
  const said = plain(text);
  if (said === '') return undefined;
  return (
    choices.find(choice => forms(choice).includes(said))?.id ??
    byNumber(said, choices) ??
    byContaining(said, choices) ??
    byIntent(understood, choices)
  );
}

/** Lower case, letters and digits only, single spaces: how answers are compared. Linear in the length of the text. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, 200)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function forms(choice: SpokenChoice): string[] {
  return [choice.title, ...choice.also].map(plain);
}

function byNumber(said: string, choices: readonly SpokenChoice[]): string | undefined {
  const number = /^(?:yang |pilih |nomor |no |nomer |pilihan )*([1-9])$/.exec(said)?.[1];
  return number === undefined ? undefined : choices[Number(number) - 1]?.id;
}

function byContaining(said: string, choices: readonly SpokenChoice[]): string | undefined {
  const words = said.split(' ');
  // "jangan sms" names a choice to refuse it.
  if (words.length > longestLooseAnswer || words.some(word => refusals.has(word))) return undefined;
  const padded = ` ${said} `;
  const matches = choices.filter(choice => forms(choice).some(form => padded.includes(` ${form} `)));
  return matches.length === 1 ? matches[0]?.id : undefined;
}

function byIntent(understood: Understood | undefined, choices: readonly SpokenChoice[]): string | undefined {
  if (understood?.kind !== 'understood') return undefined;
  return choices.find(choice => choice.intents.includes(understood.intent))?.id;
}
