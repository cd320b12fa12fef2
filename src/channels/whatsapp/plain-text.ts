/**
 * WhatsApp turns `*so*`, `_so_`, `~so~` and `` `so` `` into formatting and has no way to say that it should not. Marks that
 * would do so are exchanged for others that look alike; all others stay: a masked NIK, a dialling code, an e-mail address.
 */
const lookAlikes = { '*': '∗', _: '＿', '~': '∼', '`': 'ˋ' } as const;

export function plainText(text: string): string {
  return text.split('\n').map(plainLine).join('\n');
}

function plainLine(line: string): string {
  const changes = new Map<number, string>();
  for (const [mark, lookAlike] of Object.entries(lookAlikes)) {
    for (const { start, end } of formattingRuns(line, mark)) {
      for (let at = start; at < end; at += 1) changes.set(at, lookAlike);
    }
  }
  const quoted = line.startsWith('> ') ? changes.set(0, '›') : changes;
  return quoted.size === 0
    ? line
    : Array.from({ length: line.length }, (_, at) => quoted.get(at) ?? line[at]).join('');
}

interface Run {
  readonly start: number;
  readonly end: number;
}

/** Runs of a mark from the first one that can begin formatting to the last one that can end it. */
function formattingRuns(line: string, mark: string): readonly Run[] {
  const runs: Run[] = [];
  for (let at = line.indexOf(mark); at >= 0; at = line.indexOf(mark, at)) {
    const start = at;
    while (line[at] === mark) at += 1;
    runs.push({ start, end: at });
  }
  const first = runs.findIndex(({ start, end }) => !isWord(line[start - 1]) && !isSpace(line[end]));
  const last = runs.findLastIndex(({ start, end }) => !isSpace(line[start - 1]) && !isWord(line[end]));
  return first >= 0 && first < last ? runs.slice(first, last + 1) : [];
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
