import type { ContentProblem } from '../content/problem.ts';
import type { YamlFile } from '../content/yaml.ts';
import type { IntentFile } from './content.ts';
import type { Lexicon } from './lexicon.ts';
import { collapseRepeats, normalize } from './normalize.ts';

interface Seen {
  readonly intent: string;
  /** Or nothing, for phrases of no kind. */
  readonly kind: string | undefined;
  readonly text: string;
  /** File and line. Only asked for mistakes: it means parsing the file for it. */
  readonly where: () => string;
}

/**
 * Phrases that teach nothing or teach a contradiction: the same one twice, one that differs only in punctuation, capitals
 * or repeated letters, and one that means the same words in two intents (`gk bs masuk` and `tidak bisa masuk`).
 * A held-out test that is also trained would measure memory, so tests are compared as well.
 */
export function duplicatePhrases(
  files: readonly (YamlFile<IntentFile> & { readonly name: string })[],
  lexicon: Lexicon,
): readonly ContentProblem[] {
  const byLetters = new Map<string, Seen>();
  const byWords = new Map<string, Seen>();
  const problems: ContentProblem[] = [];
  for (const { value, file, line, name } of files) {
    for (const { path, kind, texts } of listsOf(value)) {
      for (const [i, text] of texts.entries()) {
        const at = () => line([...path, i]);
        const seen: Seen = { intent: name, kind, text, where: () => `${file}:${at()}` };
        const letters = lettersOf(text);
        const words = normalize(text, lexicon).join(' ');
        const twin = byLetters.get(letters) ?? otherMeaning(byWords.get(words), seen);
        if (twin !== undefined) problems.push({ file, line: at(), ...explain(text, twin, name) });
        byLetters.set(letters, byLetters.get(letters) ?? seen);
        byWords.set(words, byWords.get(words) ?? seen);
      }
    }
  }
  return problems;
}

function listsOf({ examples, kinds, tests }: IntentFile) {
  return [
    { path: ['examples'], kind: undefined, texts: examples },
    ...Object.entries(kinds).map(([kind, texts]) => ({ path: ['kinds', kind], kind, texts })),
    { path: ['tests'], kind: undefined, texts: tests },
  ];
}

/** A phrase of no kind may say what one of a kind says: kinds are a finer hearing, not another one. */
function otherMeaning(seen: Seen | undefined, { intent, kind }: Seen): Seen | undefined {
  const isOther =
    seen?.intent !== intent || (seen.kind !== kind && seen.kind !== undefined && kind !== undefined);
  return isOther ? seen : undefined;
}

/** Emoji and signs stay when there is nothing else, so that `👍` and `🙏` are two phrases. */
function lettersOf(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 ? text : words.map(collapseRepeats).join(' ');
}

function explain(text: string, twin: Seen, intent: string): { problem: string; fix: string } {
  const same = text === twin.text ? 'sama dengan' : 'hampir sama dengan';
  const problem = `"${text}" ${same} "${twin.text}" (${twin.where()})`;
  if (twin.intent === intent)
    return { problem, fix: 'hapus salah satu, atau tulis kalimat yang benar-benar lain' };
  return {
    problem: `${problem}, padahal intent-nya lain`,
    fix: 'putuskan satu intent, hapus dari yang lain',
  };
}
