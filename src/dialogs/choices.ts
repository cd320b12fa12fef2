import type { Understood } from '../understanding/understanding.ts';
import type { SpokenChoice } from './copy.ts';
import { plain } from './plain.ts';

/** Longer answers are left to the classifier: a choice's word in a long sentence is seldom the answer itself. */
const longestLooseAnswer = 6;

/** "jangan sms" names a choice to refuse it; "belum bisa" is not "bisa". */
const refusals = new Set(
  'bukan jangan tidak nggak enggak gak ga gk tdk belum blm selain ora ndak kagak teu gamau'.split(' '),
);

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
    choices.find(choice => [...forms(choice), ...choice.whole.map(plain)].includes(said))?.id ??
    byNumber(said, choices) ??
    byContaining(said, choices) ??
    byIntent(understood, choices)
  );
}

function forms(choice: SpokenChoice): string[] {
  return [choice.title, ...choice.also].map(plain);
}

function byNumber(said: string, all: readonly SpokenChoice[]): string | undefined {
  const choices = all.filter(({ button }) => button);
  const number = /^(?:yang |pilih |nomor |no |nomer |pilihan )*([1-9])$/.exec(said)?.[1];
  return number === undefined ? undefined : choices[Number(number) - 1]?.id;
}

/** The longest form that stands in the text decides; none when two choices are equally close. */
function byContaining(said: string, choices: readonly SpokenChoice[]): string | undefined {
  const words = said.split(' ');
  if (words.length > longestLooseAnswer) return undefined;
  const refusing = words.some(word => refusals.has(word));
  const padded = ` ${said} `;
  const found = choices
    .flatMap(choice => forms(choice).map(form => ({ id: choice.id, form })))
    .filter(({ form }) => padded.includes(` ${form} `))
    .filter(({ form }) => !refusing || form.split(' ').some(word => refusals.has(word)))
    .sort((a, b) => b.form.length - a.form.length);
  const [best, ...others] = found;
  const rival = others.find(({ id }) => id !== best?.id);
  return best && rival?.form.length !== best.form.length ? best.id : undefined;
}

function byIntent(understood: Understood | undefined, choices: readonly SpokenChoice[]): string | undefined {
  if (understood?.kind !== 'understood') return undefined;
  return choices.find(choice => choice.intents.includes(understood.intent))?.id;
}
