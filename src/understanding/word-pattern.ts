/** A few words in this order with little between them. */
export interface WordPattern {
  readonly steps: readonly ReadonlySet<string>[];
  /** Words that may stand between two steps. */
  readonly gap: number;
  /** Words that spoil it within the match and up to two words before. */
  readonly unless: ReadonlySet<string>;
}

/** @param said alternatives parted by `|`, steps by a space: `setelah|habis update|upgrade` */
export function pattern(said: string, { gap = 0, unless = '' } = {}): WordPattern {
  return {
    steps: said.split(' ').map(step => new Set(step.split('|'))),
    gap,
    unless: new Set(unless.split(' ')),
  };
}

/** Finds which of `patterns` stand in a message; the result keeps their order. Linear in the number of words. */
export function createPatternFinder<T>(
  patterns: readonly (readonly [T, WordPattern])[],
): (words: readonly string[]) => readonly T[] {
  const byFirst = new Map<string, number[]>();
  for (const [index, [, { steps }]] of patterns.entries()) {
    for (const word of steps[0] ?? []) byFirst.set(word, [...(byFirst.get(word) ?? []), index]);
  }
  return words => {
    const found = new Set<number>();
    for (const [at, word] of words.entries()) {
      for (const index of byFirst.get(word) ?? []) {
        const wanted = patterns[index]?.[1];
        if (wanted !== undefined && standsAt(words, at, wanted)) found.add(index);
      }
    }
    return [...new Set([...found].sort((a, b) => a - b).flatMap(index => patterns[index]?.[0] ?? []))];
  };
}

function standsAt(words: readonly string[], start: number, { steps, gap, unless }: WordPattern): boolean {
  let at = start;
  for (const step of steps.slice(1)) {
    const near = words.slice(at + 1, at + 2 + gap).findIndex(word => step.has(word));
    if (near < 0) return false;
    at += 1 + near;
  }
  return !words.slice(Math.max(0, start - 2), at + 1).some(word => unless.has(word));
}
