import type {
  PresentedBotIntent,
  PresentedBotStep,
  PresentedDialog,
} from '../../../console/content/presented.ts';

/** The words of a search; all of them have to occur, in any order, be it within longer ones. */
export function wordsOf(searched: string): readonly string[] {
  return fold(searched).split(/\s+/).filter(Boolean);
}

export function dialogHolds(dialog: PresentedDialog, words: readonly string[]): boolean {
  return (
    holdsAll(`${dialog.name} ${dialog.about}`, words) || dialog.steps.some(step => stepHolds(step, words))
  );
}

export function stepHolds({ name, texts, choices }: PresentedBotStep, words: readonly string[]): boolean {
  const said = texts.flatMap(({ bubbles }) => bubbles);
  const answered = choices.flatMap(({ title, also }) => [title, ...also]);
  return holdsAll([name, ...said, ...answered].join('\n'), words);
}

export function intentHolds({ name, title, examples, tests }: PresentedBotIntent, words: readonly string[]) {
  return holdsAll([name, title, ...examples, ...tests].join('\n'), words);
}

/** Also for a single sentence. */
export function holdsAll(text: string, words: readonly string[]): boolean {
  const folded = fold(text);
  return words.every(word => folded.includes(word));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
