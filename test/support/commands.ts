import { join } from 'node:path';
import { inject } from 'vitest';

/**
 * What Node is to run for a command of the operator, e.g. `src/console/cli.ts`: as built before the tests. Compiling the sources
 * anew in each of a hundred processes would take longer than the tests.
 */
export function builtCommand(script: `src/${string}.ts`): string {
  return join(inject('builtCommands'), script.replace(/^src\//, '').replace(/\.ts$/, '.js'));
}
