/**
 * Finds the index of a hash in `hashes`, or -1. Open addressing with linear probing, at most half full; hash and index
 * lie side by side, so that a look costs one cache line.
 */
export function createHashTable(hashes: Int32Array): (hash: number) => number {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, hashes.length * 2)));
  const mask = size - 1;
  // Index + 1, so that 0 is an empty slot and the fresh array needs no filling.
  const slots = new Int32Array(size * 2);
  const slotOf = (hash: number): number => {
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[2 * slot + 1] !== 0 && slots[2 * slot] !== hash) slot = (slot + 1) & mask;
    return 2 * slot;
  };
  for (let index = 0; index < hashes.length; index++) {
    const hash = hashes[index] ?? 0;
    const slot = slotOf(hash);
    slots[slot] = hash;
    slots[slot + 1] = index + 1;
  }
  return hash => (slots[slotOf(hash) + 1] ?? 0) - 1;
}
