import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLexicon } from '../../src/understanding/lexicon.ts';
import { maxTokens, normalize } from '../../src/understanding/normalize.ts';
import { scan } from '../../src/understanding/scan.ts';
import { adversarialTexts } from './support.ts';

const lexicon = compileLexicon({
  slang: { tidak: ['gk', 'gak'], 'tidak bisa': ['gabisa'], login: ['log in'], password: ['pass', 'pw'] },
  concepts: { password: ['sandi', 'password'] },
  address: ['min', 'kak', 'bang'],
});
const words = (text: string) => normalize(text, lexicon).join(' ');

const plainText = fc.string({ unit: 'grapheme-ascii', maxLength: 80 });
const sentence = fc
  .array(
    fc.constantFrom('gk', 'log in', 'gabisa', 'sandinya', "jum'at", 'kpj123', 'baik2', '12', '?!', 'aaah'),
  )
  .map(list => list.join(' '));

/** The same in the characters that Unicode holds apart from ASCII only by their width. */
function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, sign => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0));
}

describe('scan', () => {
  it('cuts plain text where the patterns of a word, a long number and a sign say', () => {
    const pattern =
      /[0-9]{3,}|(?:[a-z]|[0-9]{1,2}(?![0-9]))(?:[a-z]|[0-9]{1,2}(?![0-9])|'(?=[a-z0-9]))*|[?!]/g;
    const unit = fc.constantFrom(..."ab12'?!. -@");
    fc.assert(
      fc.property(fc.oneof(plainText, fc.string({ unit, maxLength: 60 })), given => {
        const text = given.toLowerCase();
        const matches: readonly string[] = text.match(pattern) ?? [];
        const expected = matches.filter((token, i) => !('?!'.includes(token) && token === matches[i - 1]));
        expect(scan(text, maxTokens)).toEqual(expected.slice(0, maxTokens));
      }),
    );
  });
});

describe('normalize', () => {
  it.each([
    ['GK BISA MASUK', 'tidak bisa masuk'],
    ['gabisa log in', 'tidak bisa login'],
    ['tolonggggg bangettt', 'tolong banget'],
    ['maaf saat itu', 'maaf saat itu'],
    ['sandinya sandiku sandi nya', 'sandi sandi sandi'],
    ['aku punya tanya hanya', 'aku punya tanya hanya'],
    ['baik2 aja', 'baik aja'],
    ['min, kak, bang', 'kak kak kak'],
    ['pass gak bener', 'password tidak bener'],
    ['kode 040 dan 175', 'kode 040 dan 175'],
    ['nik3299010203900017', 'nik #16'],
    ['ＧＫ bisa', 'tidak bisa'],
    ['l\u200bupa s\u00adandi', 'lupa sandi'],
    ['kenapa???', 'kenapa ?'],
    ['😭😭😭 sedih', '😭 sedih'],
    ["jum'at", "jum'at"],
  ])('reads %j as %j', (text, expected) => {
    expect(words(text)).toBe(expected);
  });

  it('keeps every stop word, because they carry the meaning', () => {
    expect(words('tidak belum bukan bisa masuk kenapa sudah')).toBe(
      'tidak belum bukan bisa masuk kenapa sudah',
    );
  });

  it('never lets a long number through as a word', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('0', '7', 'a', ' ', '-', '\u0663', '９') }), text => {
        expect(normalize(text, lexicon).join(' ')).not.toMatch(/\d{5,}/);
      }),
    );
  });

  it('answers at most 150 words without spaces for any text, however strange', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2_000 }),
      fc.string({ unit: 'grapheme', maxLength: 500 }),
      fc.constantFrom(...adversarialTexts),
    );
    fc.assert(
      fc.property(anyText, text => {
        const found = normalize(text, lexicon);
        expect(found.length).toBeLessThanOrEqual(maxTokens);
        expect(found.every(word => word !== '' && !/\s/.test(word))).toBe(true);
      }),
    );
  });

  it('reads plain text, which is not folded at all, as it reads the same text in full-width letters', () => {
    fc.assert(
      fc.property(fc.oneof(plainText, sentence), text => {
        expect(words(fullWidth(text))).toBe(words(text));
      }),
    );
  });

  it('does not care about capitals, punctuation or repeated spaces', () => {
    const word = fc.constantFrom('lupa', 'sandi', 'gk', 'bisa', 'masuk', 'emailnya', 'pw');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), list => {
        expect(words(list.join(' ,  ').toUpperCase())).toBe(words(list.join(' ')));
      }),
    );
  });
});
