import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { TaughtPhrase } from './label.ts';

/** Unchanged lines that a patch shows around a change. */
const around = 3;

/**
 * What was taught as a patch to `intents/*.yml`, for review: `git apply` puts each phrase at the end of its intent's
 * examples. Nothing is written here. Empty when there is nothing to add.
 */
export function exportPatch(phrases: readonly TaughtPhrase[], contentDir: string): string {
  const intents = [...new Set(phrases.map(({ intent }) => intent))].sort();
  return intents
    .map(intent => {
      const file = `intents/${intent}.yml`;
      const added = phrases.filter(one => one.intent === intent).map(({ text }) => itemOf(text));
      return patchOf(file, readFileSync(join(contentDir, file), 'utf8').split(/\r?\n/), added);
    })
    .join('');
}

function itemOf(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ').trim();
  return `  - ${stringify(oneLine, { lineWidth: 0, defaultStringType: plainOr(oneLine) }).trim()}`;
}

/** Words that YAML would read as something else than a text (`ya`, `no`, `175`) stand in quotes, as everywhere in intents/. */
function plainOr(text: string): 'PLAIN' | 'QUOTE_DOUBLE' {
  return /^[\p{L}][\p{L}\p{N} ,.?!'/-]*$/u.test(text) && text.includes(' ') ? 'PLAIN' : 'QUOTE_DOUBLE';
}

function patchOf(file: string, lines: readonly string[], added: readonly string[]): string {
  const after = endOfExamples(lines);
  if (after === undefined) return '';
  const from = Math.max(0, after - around);
  // A file ends with a line break, so the last of its lines is empty and no line at all.
  const to = Math.min(lines.at(-1) === '' ? lines.length - 1 : lines.length, after + around);
  const before = lines.slice(from, after).map(line => ` ${line}`);
  const behind = lines.slice(after, to).map(line => ` ${line}`);
  const size = before.length + behind.length;
  return [
    `diff --git a/${file} b/${file}`,
    `--- a/${file}`,
    `+++ b/${file}`,
    `@@ -${from + 1},${size} +${from + 1},${size + added.length} @@`,
    ...before,
    ...added.map(line => `+${line}`),
    ...behind,
    '',
  ].join('\n');
}

/** Index of the line behind the last example. */
function endOfExamples(lines: readonly string[]): number | undefined {
  const start = lines.indexOf('examples:');
  if (start === -1) return undefined;
  let end = start + 1;
  for (let i = start + 1; i < lines.length && !/^[a-zA-Z]/.test(lines[i] ?? ''); i++) {
    if (lines[i]?.startsWith('  - ')) end = i + 1;
  }
  return end;
}
