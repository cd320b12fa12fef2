import type { Progress } from '../../progress.ts';
import { type Example, trainClassifier } from '../classifier.ts';
import { emptyLexicon } from '../lexicon.ts';
import { seededRandom } from '../seeded-random.ts';
import { timed } from './contender.ts';
import { measureSpeed } from './speed.ts';

export interface GrowthRow {
  readonly intents: number;
  readonly phrases: number;
  readonly trainMs: number;
  readonly features: number;
  readonly p50us: number;
  readonly p99us: number;
}

const sizes = [10, 30, 100, 150].flatMap(intents => [20, 100].map(phrases => ({ intents, phrases })));

/** What a sentence costs, from words to scores, as the number of intents and of phrases for each grows. */
export async function measureGrowth(progress: Progress = () => {}): Promise<readonly GrowthRow[]> {
  const rows: GrowthRow[] = [];
  const total = sizes.reduce((sum, { intents, phrases }) => sum + intents * phrases, 0);
  let done = 0;
  for (const { intents, phrases } of sizes) {
    progress(`${intents} intent x ${phrases} frasa`, done / total);
    const examples = madeUp(intents, phrases);
    const [trainMs, classifier] = timed(() => trainClassifier(examples, emptyLexicon.concepts));
    const sentences = madeUp(intents, 10, 2).map(({ words }) => words.join(' '));
    const { p50us, p99us } = await measureSpeed(text => classifier.score(text.split(' ')), sentences);
    rows.push({ intents, phrases, trainMs, features: classifier.vocabulary.hashes.length, p50us, p99us });
    done += intents * phrases;
  }
  progress('selesai', 1);
  return rows;
}

const sharedWords = 400;
const ownWords = 12;
const shortest = 5;
const longest = 13;

/** Sentences of invented words: a third of them belong to the intent, the rest is what everybody says. */
function madeUp(intents: number, phrases: number, seed = 1): readonly Example[] {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return Array.from({ length: intents * phrases }, (_, i) => {
    const intent = i % intents;
    const words = Array.from({ length: shortest + below(longest - shortest + 1) }, () =>
      madeUpWord(random() < 1 / 3 ? sharedWords + intent * ownWords + below(ownWords) : below(sharedWords)),
    );
    return { words, label: `intent-${intent}` };
  });
}

/** The same word for the same number: syllables of two letters, as long as Indonesian words are. */
function madeUpWord(number: number): string {
  const random = seededRandom(number + 1);
  const letter = (letters: string) => letters[Math.floor(random() * letters.length)] ?? 'a';
  const syllables = 2 + Math.floor(random() * 3);
  return Array.from({ length: syllables }, () => letter('bcdghjklmnprstwy') + letter('aeiou')).join('');
}
