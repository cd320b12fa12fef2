import type { Understood } from '../understanding/understanding.ts';
import type { SpokenChoice } from './copy.ts';
import { plain, plainForm } from './plain.ts';

/** Longer answers are left to the classifier: a choice's word in a long sentence is seldom the answer itself. */
const longestLooseAnswer = 6;

/** "jangan sms" names a choice to refuse it; "belum bisa" is not "bisa". */
const refusals = new Set(
  'bukan jangan tidak nggak enggak gak ga gk tdk belum blm selain ora ndak kagak teu gamau'.split(' '),
);

/** "ya udah petugas aja" asks for a person: a nod beside another choice is no choice of its own. */
const nods = new Set('ya iya ok oke sip boleh mau sudah udah lagi coba'.split(' '));

/** "Kalau JMO lemot gimana ya" agrees to nothing: these only nod where they come first. */
const particles = new Set('ya iya ok oke sip'.split(' '));

/** Before a nod these may come first. */
const addresses = new Set('kak kakak ka min mimin admin bang mas mbak pak bu eh oh hmm'.split(' '));

/**
 * Which of `choices` the text picks: by its exact title or another way to say it, by its number ("2", "yang nomor 2"),
 * by an intent that means it, or by containing the words of just one of them. `undefined` when none.
 */
export function matchChoice(
  text: string,
  choices: readonly SpokenChoice[],
  understood: Understood,
): string | undefined {
  const said = plain(text);
  if (said === '') return undefined;
  return (
    choices.find(choice => [...forms(choice), ...choice.whole.map(plainForm)].includes(said))?.id ??
    byNumber(said, choices) ??
    byContaining(said, choices) ??
    (severalChoices(said, choices).length > 0 ? undefined : byIntent(understood, choices))
  );
}

function forms(choice: SpokenChoice): string[] {
  return [choice.title, ...choice.also].map(plainForm);
}

function byNumber(said: string, choices: readonly SpokenChoice[]): string | undefined {
  return numbered(
    said,
    choices.filter(({ button }) => button),
  )?.id;
}

/** "2", "yang nomor 2": the second of what can be tapped. */
export function numbered<T>(text: string, tappable: readonly T[]): T | undefined {
  const number = /^(?:yang |pilih |nomor |no |nomer |pilihan )*([1-9])$/.exec(plain(text))?.[1];
  return tappable[Number(number) - 1];
}

/** None when the text names two choices. */
function byContaining(said: string, choices: readonly SpokenChoice[]): string | undefined {
  const [only, ...others] = namedIn(said, choices);
  return others.length === 0 ? only?.id : undefined;
}

/** The choices that a text names when it names more than one: "sms sama email". */
export function severalChoices(text: string, choices: readonly SpokenChoice[]): readonly SpokenChoice[] {
  const named = namedIn(plain(text), choices);
  return named.length > 1 ? named : [];
}

/** The choices whose words stand in a short text. Words within the words of another choice do not count. */
function namedIn(said: string, choices: readonly SpokenChoice[]): readonly SpokenChoice[] {
  const words = said.split(' ');
  if (words.length > longestLooseAnswer) return [];
  const lead = words.find(word => !addresses.has(word));
  // "setuju atau tidak ya" refuses nothing yet.
  const refusing = !words.includes('atau') && words.some(word => refusals.has(word));
  const contains = (text: string, form: string) => ` ${text} `.includes(` ${form} `);
  const found = choices
    .flatMap(choice => forms(choice).map(form => ({ choice, form })))
    .filter(({ form }) => contains(said, form))
    .filter(({ form }) => !particles.has(form) || form === lead)
    .filter(({ form }) => !refusing || form.split(' ').some(word => refusals.has(word)));
  const longest = found.filter(
    ({ form }) => !found.some(other => other.form.length > form.length && contains(other.form, form)),
  );
  const clear = longest.filter(({ form }) => !nods.has(form));
  return [...new Set((clear.length > 0 ? clear : longest).map(({ choice }) => choice))];
}

function byIntent(understood: Understood, choices: readonly SpokenChoice[]): string | undefined {
  if (understood.kind !== 'understood') return undefined;
  return choices.find(choice => choice.intents.includes(understood.intent))?.id;
}
