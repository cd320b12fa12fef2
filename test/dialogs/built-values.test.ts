import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { buildValues } from '../../src/content/build-values.ts';
import { digestOf } from '../../src/content/built-values.ts';
import { parseYaml } from '../../src/content/yaml.ts';

it('the build holds the value of every YAML file, as parsing it gives it', () => {
  const built = buildValues('.');
  for (const folder of ['dialogs', 'intents', 'data']) {
    for (const name of readdirSync(folder).filter(one => one.endsWith('.yml'))) {
      const text = readFileSync(join(folder, name), 'utf8');
      expect({ name, value: built[digestOf(text)] }).toEqual({ name, value: parsed(text) });
    }
  }
});

function parsed(text: string): unknown {
  const read = parseYaml(text, z.unknown(), 'a file');
  return 'value' in read ? read.value : read.problems;
}
