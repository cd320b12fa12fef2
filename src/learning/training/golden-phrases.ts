import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TaughtPhrase } from '../label.ts';

const says = /^Pengguna: (.+)$/;
const expects = /^ +\(([a-z_]+) -> /;

/**
 * What users say in the golden chats, with the intent that was asserted by hand, from `test/conversations/` of the content
 * folder. A server that has no such folder has no golden phrases.
 */
export function readGoldenPhrases(contentDir: string): readonly TaughtPhrase[] {
  const folder = join(contentDir, 'test', 'conversations');
  return filesIn(folder).flatMap(file => phrasesIn(readFileSync(join(folder, file), 'utf8')));
}

function phrasesIn(chat: string): readonly TaughtPhrase[] {
  const lines = chat.split(/\r?\n/);
  return lines.flatMap((line, at) => {
    const text = says.exec(line)?.[1];
    const intent = expects.exec(lines[at + 1] ?? '')?.[1];
    return text !== undefined && intent !== undefined ? [{ text, intent }] : [];
  });
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter(file => file.endsWith('.txt'));
  } catch {
    return [];
  }
}
