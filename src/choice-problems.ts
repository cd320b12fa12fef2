import { join } from 'node:path';
import type { ContentProblem } from './content/problem.ts';
import { lineIn } from './content/yaml.ts';
import type { SpokenQuestion } from './dialogs/copy.ts';
import { contracts, type DialogWords } from './dialogs/dialog-words.ts';
import { plain } from './dialogs/plain.ts';

/** What is wrong with the choices of questions in dialogs/; files that could not be read are passed over. */
export function choiceProblems(
  contentDir: string,
  words: DialogWords,
  intents: ReadonlySet<string>,
): ContentProblem[] {
  return Object.entries(contracts).flatMap(([dialog, { name, parts }]) => {
    const copy: Readonly<Record<string, unknown>> = words[dialog as keyof DialogWords];
    const file = `dialogs/${name}.yml`;
    return Object.entries(parts)
      .filter(([key, part]) => part.kind === 'question' && key in copy)
      .flatMap(([key]) => {
        const question = copy[key] as SpokenQuestion;
        const at = { file, path: join(contentDir, file), key };
        return [...ambiguousChoices(question, at), ...unknownIntents(question, at, intents)];
      });
  });
}

interface Place {
  readonly file: string;
  readonly path: string;
  readonly key: string;
}

/** The same words cannot mean two answers to one question. */
function ambiguousChoices({ choices }: SpokenQuestion, { file, path, key }: Place): ContentProblem[] {
  const owner = new Map<string, string>();
  return choices.flatMap(({ id, title, also }) =>
    [title, ...also].flatMap(phrase => {
      const other = owner.get(plain(phrase));
      owner.set(plain(phrase), id);
      if (other === undefined || other === id) return [];
      return [
        {
          file,
          line: lineIn(path, [key]),
          problem: `di "${key}", "${phrase}" berarti pilihan "${other}" dan juga "${id}"`,
          fix: 'hapus dari salah satu pilihan',
        },
      ];
    }),
  );
}

function unknownIntents(
  { choices }: SpokenQuestion,
  { file, path, key }: Place,
  known: ReadonlySet<string>,
): ContentProblem[] {
  return choices.flatMap(({ id, intents }) =>
    intents
      .filter(intent => !known.has(intent))
      .map(intent => ({
        file,
        line: lineIn(path, [key]),
        problem: `pilihan "${id}" di "${key}" menyebut intent "${intent}" yang tidak ada`,
        fix: 'pakai nama salah satu berkas di intents/',
      })),
  );
}
