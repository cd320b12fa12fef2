/** Texts as bags of features, each with a weight; the square of a bag's weights sums to 1. */
type Bag = ReadonlyMap<string, number>;

/** Cosine from which two texts are about the same. */
const alike = 0.45;

/** A group is compared by its first text and so many more. */
const mostCompared = 5;

/**
 * Groups texts that resemble one another, by their words and the beginnings of their words; words that many texts share
 * count little. Greedy, in the given order: each text joins the most similar group so far, or begins one. Answers the
 * indexes of each group, the largest group first. Takes about n times the number of groups that share a word.
 */
export function groupAlike(texts: readonly (readonly string[])[]): readonly (readonly number[])[] {
  const bags = weighted(texts.map(featuresOf));
  const groups: number[][] = [];
  /** Feature -> groups whose compared texts have it. */
  const holders = new Map<string, Set<number>>();
  for (const [index, bag] of bags.entries()) {
    const found = nearest(bag, groups, bags, candidates(bag, holders));
    const at = found ?? groups.push([]) - 1;
    const group = groups[at];
    if (!group) continue;
    group.push(index);
    if (group.length > mostCompared) continue;
    for (const feature of bag.keys()) holders.set(feature, (holders.get(feature) ?? new Set()).add(at));
  }
  return groups.sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}

function featuresOf(words: readonly string[]): readonly string[] {
  return words.flatMap(word => (word.length > 4 ? [word, `${word.slice(0, 4)}*`] : [word]));
}

/**
 * Weight: how rare a feature is among the texts (inverse document frequency), scaled to length 1. Smoothed, because what
 * two of three texts share is not therefore common.
 */
function weighted(texts: readonly (readonly string[])[]): readonly Bag[] {
  const frequency = new Map<string, number>();
  for (const features of texts)
    for (const feature of new Set(features)) frequency.set(feature, (frequency.get(feature) ?? 0) + 1);
  const rarity = (feature: string) => Math.log(1 + (texts.length + 20) / ((frequency.get(feature) ?? 0) + 5));
  return texts.map(features => {
    const weights = [...new Set(features)].map(feature => [feature, rarity(feature)] as const);
    const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
    return new Map(weights.map(([feature, weight]) => [feature, weight / length]));
  });
}

function candidates(bag: Bag, holders: ReadonlyMap<string, ReadonlySet<number>>): ReadonlySet<number> {
  const found = new Set<number>();
  for (const feature of bag.keys()) for (const group of holders.get(feature) ?? []) found.add(group);
  return found;
}

function nearest(
  bag: Bag,
  groups: readonly (readonly number[])[],
  bags: readonly Bag[],
  among: ReadonlySet<number>,
): number | undefined {
  let best: number | undefined;
  let most = alike;
  for (const at of among) {
    const compared = (groups[at] ?? []).slice(0, mostCompared);
    const similarity = Math.max(0, ...compared.map(index => cosine(bag, bags[index])));
    if (similarity < most) continue;
    [best, most] = [at, similarity];
  }
  return best;
}

function cosine(one: Bag, other: Bag | undefined): number {
  if (!other) return 0;
  let sum = 0;
  for (const [feature, weight] of one) sum += weight * (other.get(feature) ?? 0);
  return sum;
}
