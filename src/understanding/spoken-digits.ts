const digitOf: ReadonlyMap<string, string> = new Map([
  ['nol', '0'],
  ['kosong', '0'],
  ['satu', '1'],
  ['dua', '2'],
  ['tiga', '3'],
  ['empat', '4'],
  ['lima', '5'],
  ['enam', '6'],
  ['tujuh', '7'],
  ['delapan', '8'],
  ['sembilan', '9'],
]);

/** Fewer words in a row are a count ("dua tiga kali"), not a number that is read out. */
const leastInARow = 6;

/** `nol delapan satu satu ...` becomes `0811...`: voice typing writes numbers as words. */
export function spokenDigits(text: string): string {
  const pieces = text.split(/([\s,.-]+)/);
  const written: string[] = [];
  for (let i = 0; i < pieces.length; ) {
    const end = endOfDigits(pieces, i);
    const words = pieces.slice(i, end).filter((_, offset) => offset % 2 === 0);
    if (words.length >= leastInARow) {
      written.push(words.map(digit).join(''));
      i = end;
    } else {
      written.push(pieces[i] ?? '');
      i++;
    }
  }
  return written.join('');
}

/** Words stand at even places of `pieces`, separators between them. */
function endOfDigits(pieces: readonly string[], start: number): number {
  if (start % 2 === 1 || digit(pieces[start]) === undefined) return start;
  let end = start + 1;
  while (end + 1 < pieces.length && digit(pieces[end + 1]) !== undefined) end += 2;
  return end;
}

function digit(word: string | undefined): string | undefined {
  return word === undefined ? undefined : digitOf.get(word.toLowerCase());
}
