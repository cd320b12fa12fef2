import { examplesOf, phrasesOf, validContent } from '../create-understanding.ts';
import { createErrorMessageFinder } from '../error-messages.ts';
import { emptyLexicon } from '../lexicon.ts';
import { normalize } from '../normalize.ts';
import type { Task } from './contender.ts';
import type { LabelledLine } from './labelled-lines.ts';

/** The project's own phrases, with its lexicon, and the held-out tests beside them. */
export function ownTask(contentDir: string): { task: Task; tests: readonly LabelledLine[] } {
  const content = validContent(contentDir);
  const labels = new Map(content.intents.map(({ name, countsAs }) => [name, countsAs ?? name]));
  const countsAs = (intent: string) => labels.get(intent) ?? intent;
  const task: Task = {
    examples: examplesOf(content),
    phrases: phrasesOf(content),
    language: 'id',
    lexicon: content.lexicon,
    findErrorMessage: createErrorMessageFinder(content.errorMessages, content.lexicon),
    countsAs,
  };
  const tests = content.intents.flatMap(({ name, tests }) =>
    tests.map(text => ({ text, intent: countsAs(name), alt: [] })),
  );
  return { task, tests };
}

/** Somebody's own phrases, in any language: nothing Indonesian is assumed. */
export function givenTask(lines: readonly LabelledLine[], language: Task['language'] = 'en'): Task {
  return {
    examples: lines.map(({ text, intent }) => ({ words: normalize(text, emptyLexicon), label: intent })),
    phrases: lines.map(({ text, intent }) => ({ text, label: intent })),
    language,
    lexicon: emptyLexicon,
    findErrorMessage: () => undefined,
    countsAs: intent => intent,
  };
}
