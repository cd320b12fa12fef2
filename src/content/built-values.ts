import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What the build has parsed already: the value of a YAML file by the digest of its text. */
export type BuiltValues = Readonly<Record<string, unknown>>;

export const builtValuesName = 'parsed-content.json';

let values: BuiltValues | undefined;

/**
 * Parsing YAML is a third of a start. The build keeps the values beside the bundle; a text that was edited since has another
 * digest and is not found, nor is anything where the sources run unbuilt.
 */
export function builtValue(text: string): unknown {
  values ??= readBuiltValues(new URL(builtValuesName, import.meta.url));
  const digest = digestOf(text);
  return Object.hasOwn(values, digest) ? values[digest] : undefined;
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Never needed: whatever is wrong with it, the YAML files say the same. */
function readBuiltValues(file: URL): BuiltValues {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
}
