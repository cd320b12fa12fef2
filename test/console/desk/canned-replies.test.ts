import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fillForChat, readCannedReplies } from '../../../src/content/canned-replies.ts';
import { readContacts } from '../../../src/content/contacts.ts';
import { redact } from '../../../src/conversations/redact.ts';

const contacts = { callCentre: 'call center 175' };

it('every prepared answer of ours can be sent: filled in, short enough, and nothing in it is taken for a secret', () => {
  const read = readContacts('.');
  const { replies, problems } = readCannedReplies('.', 'contacts' in read ? read.contacts : {});
  expect(problems).toEqual([]);
  expect(replies.length).toBeGreaterThan(10);
  for (const { id, text } of replies) {
    const filled = fillForChat(text, { petugas: 'Rini', tiket: 'JMO-7F3K-29QD' });
    expect([id, filled.missing, filled.text.match(/[{}]/)]).toEqual([id, [], null]);
    expect(filled.text.length).toBeLessThanOrEqual(2_000);
    const { found } = redact(filled.text, { identityStep: false, codeExpected: true, recentDigits: false });
    expect([id, [...found]]).toEqual([id, []]);
  }
});

it('steps are numbered, and the words of the contacts filled in', () => {
  const { replies } = read(
    'cek:\n  title: Cek\n  text: "Coba:"\n  steps: [satu, dua]\n  closing: "Atau {callCentre}."\n',
  );
  expect(replies).toEqual([
    { id: 'cek', title: 'Cek', text: 'Coba:\n1. satu\n2. dua\nAtau call center 175.' },
  ]);
});

it.each([
  ['an unknown word', 'cek:\n  title: Cek\n  text: "Hubungi {nomorSaya}."\n', 1, 'nomorSaya'],
  ['a key too many', 'cek:\n  title: Cek\n  text: Halo\n  judul: x\n', 4, 'judul'],
  ['six steps', 'cek:\n  title: Cek\n  text: Halo\n  steps: [a, b, c, d, e, f]\n', 4, 'steps'],
  ['broken YAML', 'cek: [', 1, 'YAML'],
])('an editor is told of %s, with the line', (_, yaml, line, about) => {
  const { problems } = read(yaml);
  expect(problems).toMatchObject([{ file: 'data/canned-replies.yml', line }]);
  expect(problems[0]?.problem).toContain(about);
});

it('a team without the file has none', () => {
  expect(readCannedReplies(tmpdir(), {})).toEqual({ replies: [], problems: [] });
});

function read(yaml: string) {
  const folder = mkdtempSync(join(tmpdir(), 'canned-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data', 'canned-replies.yml'), yaml);
  return readCannedReplies(folder, contacts);
}
