import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../src/content/problem.ts';
import { Failure } from '../../src/failure.ts';
import { readContent } from '../../src/understanding/content.ts';
import {
  createUnderstanding,
  presentIntents,
  validContent,
} from '../../src/understanding/create-understanding.ts';
import { contentFolder } from './support.ts';

function problemsWith(changed: Record<string, string>): readonly string[] {
  return readContent(contentFolder(changed)).problems.map(
    ({ file, line, problem }) => `${file}:${line} ${problem}`,
  );
}

const greeting = (lines: string) => ({ 'intents/greeting.yml': lines });

describe('content of the classifier', () => {
  it('is read without problems when it is right', () => {
    const { content, problems } = readContent(contentFolder());
    expect(problems).toEqual([]);
    expect(content.intents.map(({ name }) => name)).toEqual([
      'forgot_password',
      'otp_not_received',
      'out_of_scope',
    ]);
  });

  it('tells dialogs the title of each intent and what it opens', () => {
    expect(presentIntents(validContent(contentFolder()))).toEqual([
      { name: 'forgot_password', title: 'Lupa kata sandi', opens: 'reset-password' },
      { name: 'otp_not_received', title: 'Kode tidak masuk', opens: 'otp-problem' },
      { name: 'out_of_scope', title: 'Di luar bantuan ini' },
    ]);
  });

  it.each([
    ['an unknown key', 'title: Salam\nexampels: []\nexamples:\n  - halo\n', [/:2 kunci "exampels"/]],
    ['a missing key', 'examples:\n  - halo\n', [/:1 "title" tidak ada/]],
    ['an unquoted number', 'title: Salam\nexamples:\n  - halo\n  - 175\n', [/:4 "examples.1" .*number/]],
    ['an unquoted boolean', 'title: Salam\nexamples:\n  - halo\n  - true\n', [/:4 "examples.1" .*boolean/]],
    ['an empty item', 'title: Salam\nexamples:\n  - halo\n  -\n', [/:4 "examples.1" .*kosong/]],
    ['no examples at all', 'title: Salam\nexamples: []\n', [/:2 "examples"/]],
    ['a key given twice', 'title: Salam\ntitle: Halo\nexamples:\n  - halo\n', [/:2 YAML rusak/]],
    ['broken YAML', 'title: Salam\nexamples: [halo\nx: 1\n', [/:3 YAML rusak/]],
    ['an empty file', '', [/:1 isi berkas/]],
    [
      'an unknown countsAs',
      'title: Salam\ncountsAs: hello\nexamples:\n  - halo\n',
      [/:2 countsAs .*"hello"/],
    ],
    ['a phrase twice', 'title: Salam\nexamples:\n  - halo\n  - pagi\n  - halo\n', [/:5 "halo" sama dengan/]],
    ['a near-duplicate', 'title: Salam\nexamples:\n  - halo kak\n  - Haloooo, kak!\n', [/:4 .*hampir sama/]],
    [
      'a test that is also an example',
      'title: Salam\nexamples:\n  - halo\ntests:\n  - halo\n',
      [/:5 "halo" sama dengan/],
    ],
    [
      'a phrase of a kind that stands among the others',
      'title: Salam\nexamples:\n  - pagi\nkinds:\n  early:\n    - subuh\n    - pagi\n',
      [/:7 "pagi" sama dengan/],
    ],
    [
      'a phrase of another intent',
      'title: Salam\nexamples:\n  - halo\n  - kode otp gk masuk\n',
      [/otp_not_received.yml:4 .*greeting.yml:4.*intent-nya lain/],
    ],
  ])('reports %s with its line', (_, text, expected) => {
    const problems = problemsWith(greeting(text));
    expect(problems).toHaveLength(expected.length);
    for (const [i, pattern] of expected.entries()) expect(problems[i]).toMatch(pattern);
  });

  it('reports a spelling that stands for two words', () => {
    const problems = problemsWith({
      'intents/_lexicon.yml': 'slang:\n  tidak: [gk]\n  nggak:\n    - ga\n    - gk\n',
    });
    expect(problems).toEqual(['intents/_lexicon.yml:5 "gk" sudah ada di slang.tidak']);
  });

  it('reports error messages with a repeated id or an intent that does not exist', () => {
    const message = (id: string, intent: string) => `- id: ${id}\n  says: Galat ${id}\n  intent: ${intent}\n`;
    const text = message('a', 'out_of_scope') + message('a', 'out_of_scope') + message('b', 'lost');
    expect(problemsWith({ 'data/error-messages.yml': text })).toEqual([
      'data/error-messages.yml:4 id "a" dipakai dua kali',
      'data/error-messages.yml:9 intent "lost" tidak ada',
    ]);
  });

  it('stops a start with every mistake by file, line and fix', () => {
    const contentDir = contentFolder(greeting('title: Salam\nexamples:\n  - 175\n'));
    const start = () => createUnderstanding({ content: contentDir, kind: 'linear' });
    expect(start).toThrow(Failure);
    expect(start).toThrow(/^intents\/greeting\.yml:3: .* -> beri tanda kutip/);
  });

  it('reports a folder without content instead of starting with nothing', () => {
    const { problems } = readContent('/nowhere');
    expect(problems.map(describeProblem).join('\n')).toMatch(/intents:1: tidak ada satu pun berkas intent/);
  });
});
