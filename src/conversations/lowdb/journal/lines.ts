import { crc32 } from 'node:zlib';

/** What the entries of a journal are, for whoever reads its lines. */
export interface EntryShape<Entry> {
  /** Throws when it is none. */
  parse(stored: unknown): Entry;
  /** What is to be known of a damaged line, in the place of its entries. */
  lost(line: string): readonly Entry[];
}

export interface DamagedLine {
  /** From 1. */
  readonly number: number;
  readonly content: string;
}

/** One line for everything that is synced together: `<CRC-32, 8 hex digits> [entry, ...]`, each of them JSON already. */
export function asLine(entries: readonly string[]): string {
  const content = `[${entries.join(',')}]`;
  return `${checksum(content)} ${content}\n`;
}

/**
 * What a segment holds, in order. Its last line may be torn by a crash: nobody was told that it was kept. A line before it was
 * acknowledged, so one that does not match its checksum is damage.
 */
export function readLines<Entry>(
  segment: string,
  shape: EntryShape<Entry>,
): { readonly entries: readonly Entry[]; readonly damaged: readonly DamagedLine[] } {
  const lines = segment.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const entries: Entry[] = [];
  const damaged: DamagedLine[] = [];
  for (const [index, content] of lines.entries()) {
    const read = readLine(content, shape);
    if (read) entries.push(...read);
    else if (index < lines.length - 1) {
      damaged.push({ number: index + 1, content });
      entries.push(...shape.lost(content));
    }
  }
  return { entries, damaged };
}

function readLine<Entry>(line: string, shape: EntryShape<Entry>): readonly Entry[] | undefined {
  const content = line.slice(9);
  if (line.slice(0, 9) !== `${checksum(content)} `) return undefined;
  try {
    const stored: unknown = JSON.parse(content);
    return Array.isArray(stored) ? stored.map(shape.parse) : undefined;
  } catch {
    return undefined;
  }
}

function checksum(content: string): string {
  return crc32(content).toString(16).padStart(8, '0');
}
