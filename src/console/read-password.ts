import { text } from 'node:stream/consumers';
import type { ReadStream } from 'node:tty';

/** Somebody pressed Ctrl+C or Ctrl+D instead of typing a password. */
export const cancelled = Symbol('cancelled');

/**
 * The password from standard input: the first line of a pipe, or typed at a terminal without being shown.
 * `ask` prints the question of a terminal.
 */
export async function readPassword(
  input: ReadStream,
  ask: (text: string) => void,
): Promise<string | typeof cancelled> {
  if (!input.isTTY) return (await text(input)).replace(/\r?\n.*/s, '');
  ask('Kata sandi (tidak ditampilkan): ');
  try {
    return await readHidden(input);
  } finally {
    ask('\n');
  }
}

async function readHidden(input: ReadStream): Promise<string | typeof cancelled> {
  input.setRawMode(true);
  try {
    let typed = '';
    for await (const key of keysOf(input)) {
      if (key === '\r' || key === '\n') return typed;
      if (key === ctrlC || (key === ctrlD && typed === '')) return cancelled;
      typed = isBackspace(key) ? [...typed].slice(0, -1).join('') : typed + key;
    }
    return cancelled;
  } finally {
    input.setRawMode(false);
  }
}

/** What is pasted comes as one chunk. */
async function* keysOf(input: ReadStream): AsyncGenerator<string> {
  input.setEncoding('utf8');
  for await (const chunk of input) yield* String(chunk);
}

const ctrlC = '\u0003';
const ctrlD = '\u0004';

function isBackspace(key: string): boolean {
  return key === '\u007f' || key === '\b';
}
