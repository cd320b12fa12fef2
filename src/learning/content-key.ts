import { createHash } from 'node:crypto';
import type { UnderstandingContent } from '../understanding/content.ts';
import { trainerVersion } from '../understanding/linear-model.ts';

/** SHA-256 of what a model is trained from beside labels: with other content, or another trainer, it is another model. */
export function contentKeyOf({ intents, errorMessages, lexicon }: UnderstandingContent): string {
  const words = [[...lexicon.slang], [...lexicon.concepts], [...lexicon.address]];
  const all = JSON.stringify([trainerVersion, intents, errorMessages, words]);
  return createHash('sha256').update(all).digest('hex');
}
