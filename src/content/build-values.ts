import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseDocument } from 'yaml';
import { type BuiltValues, digestOf } from './built-values.ts';

/** The values of all YAML files that the assistant reads, for the build. Broken files are left for the start to explain. */
export function buildValues(contentDir: string): BuiltValues {
  const files = ['dialogs', 'intents', 'data'].flatMap(folder =>
    readdirSync(join(contentDir, folder))
      .filter(name => name.endsWith('.yml'))
      .map(name => join(contentDir, folder, name)),
  );
  return Object.fromEntries(files.flatMap(file => keptValue(readFileSync(file, 'utf8'))));
}

function keptValue(text: string): readonly (readonly [digest: string, value: unknown])[] {
  const document = parseDocument(text);
  if (document.errors.length > 0) return [];
  const value: unknown = document.toJS();
  // What JSON cannot hold, e.g. NaN, is parsed at each start.
  return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value) ? [[digestOf(text), value]] : [];
}
