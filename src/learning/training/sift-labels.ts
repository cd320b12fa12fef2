import type { UnderstandingContent } from '../../understanding/content.ts';
import { phrasesOf } from '../../understanding/create-understanding.ts';
import { normalize } from '../../understanding/normalize.ts';
import type { TaughtPhrase } from '../label.ts';
import type { Mistake } from '../report.ts';

export interface SiftedLabels {
  readonly used: readonly TaughtPhrase[];
  /** Say in the same words what is a phrase or a held-out test already. */
  readonly known: number;
  /** Say in the same words what stands elsewhere: `wanted` is where it stands, `got` what the label says. */
  readonly contradicting: readonly Mistake[];
}

/**
 * Leaves out what would teach nothing or a contradiction. A label that is a held-out test would be measured by what it was
 * taught, and one that contradicts a reviewed phrase loses: labels add to intents/, they do not overrule it.
 */
export function siftLabels(labels: readonly TaughtPhrase[], content: UnderstandingContent): SiftedLabels {
  const { lexicon, intents } = content;
  const wordsOf = (text: string) => {
    const words = normalize(text, lexicon);
    const spoken = words.filter(word => /[\p{L}\p{N}]/u.test(word));
    // Signs say nothing beside words, and all where there are no words.
    return (spoken.length > 0 ? spoken : words).join(' ');
  };
  const standing = new Map<string, string>();
  for (const { name, tests } of intents) for (const text of tests) standing.set(wordsOf(text), name);
  for (const { text, label } of phrasesOf(content)) standing.set(wordsOf(text), label);
  const names = new Set(intents.map(({ name }) => name));
  const used: TaughtPhrase[] = [];
  const contradicting: Mistake[] = [];
  let known = 0;
  // An intent that is gone from intents/ teaches nothing either.
  for (const { text, intent } of labels.filter(one => names.has(one.intent))) {
    const there = standing.get(wordsOf(text));
    if (there === undefined) used.push({ text, intent });
    else if (there === intent) known += 1;
    else contradicting.push({ text, wanted: there, got: intent });
  }
  return { used, known, contradicting };
}
