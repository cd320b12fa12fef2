import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand } from '../support/commands.ts';
import { contentFolder } from './support.ts';

const content = contentFolder();
const folder = mkdtempSync(join(tmpdir(), 'nlu-'));

function nlu(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [builtCommand('src/understanding/cli.ts'), ...args, '--content', content, '--cache', join(folder, 'c')],
    { input, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

function jsonl(name: string, lines: readonly (object | string)[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
}

const pets = jsonl('train.jsonl', [
  { text: 'feed the cat', intent: 'cat' },
  { text: 'the cat meows', intent: 'cat' },
  { text: 'my kitten purrs', intent: 'cat' },
  { text: 'walk the dog', intent: 'dog' },
  { text: 'the dog barks', intent: 'dog' },
  { text: 'my puppy fetches', intent: 'dog' },
]);

describe('nlu on the command line', () => {
  it('classifies one sentence a line into one JSON line each', () => {
    const { status, stdout } = nlu(['classify'], 'saya lupa password jmo\nemail a@contoh.id\n\n');
    const lines = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(status).toBe(0);
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(['text', 'intent', 'confidence', 'kind', 'choices', 'entities']);
    }
    expect(lines[0]).toMatchObject({ text: 'saya lupa password jmo', intent: 'forgot_password' });
    expect(lines[1].entities).toEqual([{ type: 'email', value: 'a@contoh.id' }]);
  });

  it("prints natural's Bayes beside our model in the readable report", () => {
    const test = jsonl('beside.jsonl', [{ text: 'a cat that purrs', intent: 'cat' }]);
    const { status, stdout } = nlu(['evaluate', '--train', pets, '--test', test]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\s+kita\s+bayes$/m);
    expect(stdout).toMatch(/^akurasi\s+\d+\.\d %\s+\d+\.\d %$/m);
  });

  it('evaluates on own files in any language with all agreed figures', () => {
    const test = jsonl('test.jsonl', [
      { text: 'where is the cat', intent: 'cat' },
      { text: 'a dog', intent: 'cat', alt: ['dog'] },
    ]);
    const oos = jsonl('oos.jsonl', [{ text: 'what time is it', intent: 'oos' }]);
    const { status, stdout } = nlu(['evaluate', '--train', pets, '--test', test, '--oos', oos, '--json']);
    expect(status).toBe(0);
    const evaluation = JSON.parse(stdout);
    const figures = (
      'accuracy lenientAccuracy macroF1 oosAuroc oosAcceptedAt95 ece coverage answeredAccuracy ' +
      'trainMs modelBytes loadMs p50us p99us perSecond'
    ).split(' ');
    for (const name of figures) expect(evaluation[name], name).toEqual(expect.any(Number));
    expect(evaluation).toMatchObject({ accuracy: 0.5, lenientAccuracy: 1 });
    expect(evaluation.perIntent.cat).toMatchObject({ recall: 0.5, support: 2 });
  });

  it('names bad lines by number and counts the rest', () => {
    const test = jsonl('bad.jsonl', [{ text: 'a cat', intent: 'cat' }, '{oops', { text: 1, intent: 'cat' }]);
    const { status, stdout, stderr } = nlu(['evaluate', '--train', pets, '--test', test, '--json']);
    expect(status).toBe(0);
    expect(stderr).toContain('bad.jsonl:2:');
    expect(stderr).toContain('bad.jsonl:3:');
    expect(JSON.parse(stdout).perIntent.cat.support).toBe(1);
  });

  it('writes a page with both curves, the matrix and every miss, whatever the sentences hold', () => {
    const test = jsonl('page.jsonl', [
      { text: 'my cat', intent: 'cat' },
      { text: 'a dog <script>alert(1)</script>', intent: 'cat' },
    ]);
    const page = join(folder, 'report.html');
    const { status, stdout, stderr } = nlu(['evaluate', '--train', pets, '--test', test, '--html', page]);
    expect(status).toBe(0);
    expect(stdout).toContain('50.0 %');
    expect(stderr).toContain(page);
    const html = readFileSync(page, 'utf8');
    expect(html.match(/<svg/g)).toHaveLength(2);
    expect(html).toContain('class="matrix"');
    expect(html).toContain('a dog &lt;script&gt;');
    expect(html).not.toContain('<script>');
  });

  it('shows where the time of a sentence goes', () => {
    const { status, stdout } = nlu(['stages', '--json']);
    expect(status).toBe(0);
    const stages: { stage: string; p50us: number }[] = JSON.parse(stdout);
    expect(stages.map(({ stage }) => stage)).toContain('kalimat -> intent');
    for (const { p50us, stage } of stages) expect(p50us, stage).toBeGreaterThan(0);
  });

  it('keeps a trained model and prints where', () => {
    const { status, stdout } = nlu(['train']);
    expect(status).toBe(0);
    expect(stdout.trim()).toBe(join(folder, 'c', 'understanding.model'));
  });

  it.each([
    [['evaluate', '--test', '/nowhere.jsonl'], 1, /nowhere\.jsonl/],
    [['evaluate', '--train', pets], 1, /--test/],
    [['evaluate', '--html', '/nowhere/x.html'], 1, /nowhere/],
    [['evaluate', '--tset', 'x'], 1, /--tset/],
    [['dance'], 2, /train \| classify/],
  ] as const)('answers %j with a clear line and status %i', (args, expected, line) => {
    const { status, stderr } = nlu(args);
    expect(status).toBe(expected);
    expect(stderr).toMatch(line);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
