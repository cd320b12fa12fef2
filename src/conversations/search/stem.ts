/**
 * Indonesian without its affixes, after Tala's stemmer as the Snowball project publishes it: the one behind PostgreSQL's
 * `indonesian` configuration, so that both stores find the same forms ("terkirim", "dikirimkan"). Words in lower case.
 */
export function stem(word: string): string {
  const state: State = { word, measure: word.match(/[aeiou]/g)?.length ?? 0, prefix: 'none' };
  if (state.measure > 2) removeFirst(state, particles);
  if (state.measure > 2) removeFirst(state, possessives);
  if (state.measure > 2) removeAffixes(state);
  return state.word;
}

interface State {
  word: string;
  /** Vowels left: a word keeps at least two. */
  measure: number;
  /** Which prefix was taken off decides which suffixes may be. */
  prefix: 'none' | 'di' | 'per' | 'ke' | 'ber';
}

function removeAffixes(state: State): void {
  const first = removeFirstPrefix(state);
  if (first !== 'none') {
    // A second prefix goes only with a suffix, and never with a letter that was put back.
    const suffixed = state.measure > 2 && removeSuffix(state);
    if (suffixed && state.measure > 2 && first === 'cut') removeSecondPrefix(state);
    return;
  }
  removeSecondPrefix(state);
  if (state.measure > 2) removeSuffix(state);
}

const particles = ['kah', 'lah', 'pun'] as const;
const possessives = ['nya', 'ku', 'mu'] as const;

function removeFirst(state: State, endings: readonly string[]): void {
  const ending = endings.find(one => state.word.endsWith(one));
  if (ending !== undefined) cutEnd(state, ending.length);
}

/** The longest that may go with the prefix: "keluarkan" loses "an". */
function removeSuffix(state: State): boolean {
  const suffix = suffixes.find(one => state.word.endsWith(one) && mayGo(one, state));
  if (suffix !== undefined) cutEnd(state, suffix.length);
  return suffix !== undefined;
}

const suffixes = ['kan', 'an', 'i'] as const;

function mayGo(suffix: (typeof suffixes)[number], { word, prefix }: State): boolean {
  switch (suffix) {
    case 'kan':
      return prefix !== 'ke' && prefix !== 'per';
    case 'an':
      return prefix !== 'di';
    case 'i':
      return prefix !== 'ke' && prefix !== 'ber' && !word.endsWith('si');
  }
}

interface FirstPrefix {
  readonly start: string;
  readonly counts: State['prefix'];
  /** Only before a vowel, in whose front it has swallowed this letter. */
  readonly swallowed?: string;
}

/** The longest first. */
const firstPrefixes: readonly FirstPrefix[] = [
  { start: 'meny', counts: 'di', swallowed: 's' },
  { start: 'peny', counts: 'ke', swallowed: 's' },
  { start: 'meng', counts: 'di' },
  { start: 'peng', counts: 'ke' },
  { start: 'mem', counts: 'di', swallowed: 'p' },
  { start: 'mem', counts: 'di' },
  { start: 'pem', counts: 'ke', swallowed: 'p' },
  { start: 'pem', counts: 'ke' },
  { start: 'men', counts: 'di' },
  { start: 'pen', counts: 'ke' },
  { start: 'ter', counts: 'di' },
  { start: 'di', counts: 'di' },
  { start: 'me', counts: 'di' },
  { start: 'ke', counts: 'ke' },
];

function removeFirstPrefix(state: State): 'none' | 'cut' | 'restored' {
  const found = firstPrefixes.find(({ start, swallowed }) => {
    if (!state.word.startsWith(start)) return false;
    return swallowed === undefined || 'aeiou'.includes(state.word[start.length] ?? ' ');
  });
  if (!found) return 'none';
  cutStart(state, found.start.length, found.counts, found.swallowed);
  return found.swallowed === undefined ? 'cut' : 'restored';
}

function removeSecondPrefix(state: State): void {
  const { word } = state;
  if (word.startsWith('belajar')) cutStart(state, 3, 'ber');
  else if (word.startsWith('pelajar')) cutStart(state, 3, state.prefix);
  else if (word.startsWith('ber')) cutStart(state, 3, 'ber');
  else if (/^be[^aeiou]er/.test(word)) cutStart(state, 2, 'ber');
  else if (word.startsWith('per')) cutStart(state, 3, 'per');
  else if (word.startsWith('pe')) cutStart(state, 2, 'per');
}

function cutStart(state: State, length: number, prefix: State['prefix'], restored = ''): void {
  state.word = `${restored}${state.word.slice(length)}`;
  state.prefix = prefix;
  state.measure -= 1;
}

function cutEnd(state: State, length: number): void {
  state.word = state.word.slice(0, -length);
  state.measure -= 1;
}
