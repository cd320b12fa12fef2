import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve('test/conversations');

export interface Chat {
  /** E.g. `lupa sandi lewat sms`. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** Every golden chat, as it stands in its file. */
export function goldenChats(): readonly Chat[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.txt'))
    .map(file => {
      const path = join(folder, file);
      return {
        name: file.replace('.txt', '').replaceAll('-', ' '),
        path,
        text: readFileSync(path, 'utf8'),
      };
    });
}
