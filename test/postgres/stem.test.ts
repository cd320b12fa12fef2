import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { stem } from '../../src/conversations/search/stem.ts';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { newDatabase } from './new-database.ts';

const roots = ['ajar', 'kirim', 'nyanyi', 'tulis', 'sapu', 'buka', 'ganti', 'daftar', 'isi', 'periksa'];
const prefixes = [
  '',
  'di',
  'me',
  'mem',
  'men',
  'meng',
  'meny',
  'pe',
  'pem',
  'pen',
  'peny',
  'ber',
  'be',
  'ter',
  'ke',
  'per',
  'diper',
  'keber',
  'pel',
  'bel',
];
const suffixes = ['', 'kan', 'an', 'i', 'nya', 'ku', 'lah', 'pun', 'kannya', 'anlah'];

it('both stores take the same words for forms of one', async () => {
  const made = roots.flatMap(root =>
    prefixes.flatMap(before => suffixes.map(after => `${before}${root}${after}`)),
  );
  const words = [...new Set([...made, ...wordsIn('intents'), ...wordsIn('dialogs')])];
  const database = openDatabase({ url: await newDatabase(), log: silentLog, connections: 1 });
  const text = `select word, (ts_lexize('indonesian_stem', word))[1] as root from unnest($1::text[]) word`;
  const rows = await database.run<{ word: string; root: string }>({ name: '', text }, [words]);
  await database.close();
  expect(rows.length).toBeGreaterThan(4_000);
  expect(rows.filter(({ word, root }) => stem(word) !== root)).toEqual([]);
});

function wordsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.yml'))
    .flatMap(
      name =>
        readFileSync(`${folder}/${name}`, 'utf8')
          .toLowerCase()
          .match(/\p{L}+/gu) ?? [],
    );
}
