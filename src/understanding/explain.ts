import { type PlacedWord, placeWords } from './clause-words.ts';
import { clean } from './clean.ts';
import type { Lexicon } from './lexicon.ts';
import { normalize } from './normalize.ts';
import type { Explaining } from './understanding.ts';

/** Each word costs one more classification, so only this many are tried. */
const mostTried = 60;

/**
 * Explains by leaving out: a word weighs what the label loses without it. That holds for features that span words as
 * well, which the weights of the model by themselves would not say.
 *
 * @param scoresOf raw scores of all labels, in the order of `labels`, for normalised words
 * @param most how many words are named
 * @param least weight below which a word did not matter
 */
export function createExplainer(
  labels: readonly string[],
  scoresOf: (words: readonly string[]) => Float32Array,
  lexicon: Lexicon,
  { most = 6, least = 0.1 }: { readonly most?: number; readonly least?: number } = {},
): Explaining {
  return {
    explain(text) {
      const cleaned = clean(text);
      const scores = scoresOf(normalize(cleaned, lexicon));
      const winner = scores.indexOf(Math.max(...scores));
      const whole = logOdds(scores, winner);
      const words = placeWords(cleaned, lexicon, mostTried)
        .filter(place => mayBeShown(cleaned, place))
        .map(({ start, end }) => {
          const without = `${cleaned.slice(0, start)} ${cleaned.slice(end)}`;
          const rest = logOdds(scoresOf(normalize(without, lexicon)), winner);
          return { word: cleaned.slice(start, end), weight: whole - rest };
        })
        .filter(({ weight }) => Math.abs(weight) >= least)
        .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
      return { intent: labels[winner] ?? '', words: words.slice(0, most) };
    },
  };
}

/** Of one label against all others together, before any temperature. */
function logOdds(scores: Float32Array, label: number): number {
  const others = scores.filter((_, i) => i !== label);
  const highest = others.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const sum = others.reduce((total, score) => total + Math.exp(score - highest), 0);
  return (scores[label] ?? 0) - highest - Math.log(sum);
}

/** Numbers of persons and addresses are not for the console. */
function mayBeShown(text: string, { start, end }: PlacedWord): boolean {
  const word = text.slice(start, end);
  return word.length <= 40 && !word.includes('@') && word.replace(/[^0-9]/g, '').length < 4;
}
