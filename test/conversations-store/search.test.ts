import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSearchIndex } from '../../src/conversations/lowdb/search-index.ts';
import { excerptOf, saysAny } from '../../src/conversations/search/excerpt.ts';
import { stem } from '../../src/conversations/search/stem.ts';
import { searchWords } from '../../src/conversations/search/words.ts';
import { openTemporaryStore } from './opened-store.ts';
import { aUser, conversationId, take } from './turns.ts';

const id = conversationId('one');
const other = conversationId('another');

describe('the stem of a word', () => {
  it.each([
    ['terkirim', 'kirim'],
    ['dikirimkan', 'kirim'],
    ['kirimannya', 'kirim'],
    ['pemeliharaan', 'pelihara'],
    ['menyapu', 'sapu'],
    ['keluarkan', 'luark'],
    ['sandi', 'sandi'],
    ['otp', 'otp'],
    ['', ''],
  ])('of "%s" is "%s"', (word, root) => expect(stem(word)).toBe(root));
});

describe('the search index', () => {
  it('finds exactly the conversations in which every word stands', () => {
    const text = fc.array(fc.constantFrom('kode', 'otp', 'kirim', 'terkirim', 'a%', "'x", 'SANDI'), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), fc.string({ maxLength: 12 }), (chats, typed) => {
        const index = createSearchIndex();
        for (const [n, words] of chats.entries()) {
          // In two pieces: what is asked for together need not have been said together.
          index.add(conversationId(`${n}`), [{ text: words.slice(0, 2).join(' ') }]);
          index.add(conversationId(`${n}`), [{ text: words.slice(2).join(' ') }]);
        }
        for (const query of [typed, 'kirim', 'kode ot', '%', 'sandi kode']) {
          const words = searchWords(query);
          const expected = chats.flatMap((said, n) =>
            words.length > 0 && words.every(word => saysAny(said.join(' '), [word]))
              ? [conversationId(`${n}`)]
              : [],
          );
          expect([...index.find(words)].sort()).toEqual(expected.sort());
        }
      }),
    );
  });

  it('forgets all that were removed since the last sweep, not only the first of them', () => {
    const index = createSearchIndex();
    for (const name of ['satu', 'dua', 'tiga']) index.add(conversationId(name), [{ text: name }]);
    index.remove(conversationId('satu'));
    index.remove(conversationId('dua'));
    index.sweep();
    expect([index.conversations, index.words]).toEqual([1, 1]);
  });

  it('keeps no word that only erased conversations have said', () => {
    const index = createSearchIndex();
    index.add(id, [{ text: 'nama saya Zulkarnaen' }]);
    index.add(other, [{ text: 'nama akun' }]);
    const before = index.words;
    index.remove(id);
    expect(index.find(searchWords('zulkarnaen')).size).toBe(0);
    index.sweep();
    expect([before, index.words]).toEqual([4, 2]);
    expect([...index.find(searchWords('nama'))]).toEqual([other]);
    index.add(id, [{ text: 'mulai lagi' }]);
    expect([...index.find(searchWords('mulai'))]).toEqual([id]);
  });
});

describe('a search index through which chats come and go', () => {
  it('still finds exactly those that are there', () => {
    const said = fc.array(fc.constantFrom('kode', 'otp', 'sandi', 'masuk'), { minLength: 1, maxLength: 3 });
    const happening = fc.record({ chat: fc.nat(4), said: fc.option(said) });
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), happenings => {
        const index = createSearchIndex();
        const chats = new Map<string, string[]>();
        for (const { chat, said: words } of happenings) {
          const name = `${chat}`;
          if (words) {
            index.add(conversationId(name), [{ text: words.join(' ') }]);
            chats.set(name, [...(chats.get(name) ?? []), ...words]);
          } else {
            index.remove(conversationId(name));
            index.sweep();
            chats.delete(name);
          }
        }
        for (const word of ['kode', 'otp', 'sandi', 'masuk']) {
          const expected = [...chats].filter(([, words]) => words.includes(word)).map(([name]) => name);
          expect([...index.find(searchWords(word))].sort()).toEqual(expected.map(conversationId).sort());
        }
      }),
    );
  });

  it('does not grow with them', () => {
    const index = createSearchIndex();
    index.add(other, [{ text: 'tetap di sini' }]);
    for (let chat = 0; chat < 50; chat += 1) {
      index.add(id, [{ text: 'gk bisa login' }]);
      index.add(id, [{ text: 'hapus data saya' }]);
      index.remove(id);
      index.sweep();
    }
    expect(index.entries).toBe(1);
  });
});

describe('an excerpt', () => {
  const shown = (text: string, query: string) =>
    excerptOf(text, searchWords(query))
      .map(piece => (piece.found ? `[${piece.text}]` : piece.text))
      .join('');

  it.each([
    ['Kodenya belum terkirim, Kak.', 'kirim', 'Kodenya belum ter[kirim], Kak.'],
    ['Kode dikirimkan.', 'terkirim', 'Kode [dikirimkan].'],
    ['OTP otp Otp', 'otp', '[OTP] [otp] [Otp]'],
    ['kode kodekode', 'kode kodek', '[kode] [kodekode]'],
    ['ﬁle ﬁlm', 'film', 'ﬁle [ﬁlm]'],
    ['a.b*c (d)', '(d .b*', 'a[.b*]c [(d])'.replace('[(d])', '[(d])')],
    ['tidak ada', 'kode', ''],
  ])('of "%s" for "%s" is "%s"', (text, query, expected) => expect(shown(text, query)).toBe(expected));

  it('is short, begins with a word, and says where it was cut', () => {
    const text = `${'awal '.repeat(60)}sandi ${'akhir '.repeat(60)}`;
    expect(shown(text, 'sandi')).toMatch(/^…(awal ){5,8}\[sandi\] (akhir ){10,}(ak?h?i?r?)?…$/);
  });

  it('is a piece of the text, whatever is searched for, and the marked places are what was searched', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 150 }).map(text => text.replaceAll('…', ''));
    fc.assert(
      fc.property(anything, fc.string({ maxLength: 20 }), (text, query) => {
        const words = searchWords(query);
        const pieces = excerptOf(text, words).filter(piece => piece.text !== '…');
        expect(text).toContain(pieces.map(piece => piece.text).join(''));
        expect(pieces.some(piece => piece.found)).toBe(saysAny(text, words));
      }),
    );
  });
});

describe('the embedded store', () => {
  let under: Awaited<ReturnType<typeof openTemporaryStore>>;
  beforeEach(async () => {
    under = await openTemporaryStore();
  });
  afterEach(() => under.dispose());

  it('says that it still reads what was said before its start, and finds it when it has', async () => {
    await take(under.store, id, { says: ['kode otp'] });
    await take(under.store, other, { says: ['sandi'] });
    await haveRested();
    const store = await under.reopen();
    await take(store, other, { says: ['kode baru'] });
    const early = await store.list({ text: 'kode' });
    expect(early.indexing).toEqual({ indexed: 0, of: 2 });
    expect(early.conversations.map(one => one.id)).toEqual([other]);
    await under.clock.advance(1_000);
    await expect.poll(async () => (await store.list({ text: 'kode' })).indexing).toBeUndefined();
    expect((await store.list({ text: 'otp' })).conversations.map(one => one.id)).toEqual([id]);
    // What it had said before and what it said meanwhile.
    expect((await store.list({ text: 'sandi baru' })).conversations.map(one => one.id)).toEqual([other]);
  });

  it('does not find again what was erased before it was read', async () => {
    await take(under.store, id, { says: ['kode otp'] });
    await haveRested();
    const store = await under.reopen();
    await store.eraseUser(aUser);
    await under.clock.advance(1_000);
    await expect.poll(async () => (await store.list({ text: 'kode' })).indexing).toBeUndefined();
    expect((await store.list({ text: 'kode' })).conversations).toEqual([]);
  });

  /** Closes the store and makes its files look old enough to be known again without reading them. */
  async function haveRested(): Promise<void> {
    await under.store.close();
    const folder = join(under.dataDir, 'conversations');
    const before = new Date(Date.now() - 60_000);
    for (const name of await readdir(folder, { recursive: true })) {
      if (name.endsWith('.json')) await utimes(join(folder, name), before, before);
    }
    await (await under.reopen()).close();
  }
});
