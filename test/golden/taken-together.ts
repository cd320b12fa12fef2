import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Branch } from './branch-coverage.ts';

const Taken = z.array(Branch);

/**
 * Leaves what one part took for the other ones. `missing`: what none of the parts has taken that are through;
 * `waitingFor`: those that are not.
 */
export async function takenTogether(
  folder: string,
  { part, parts }: { readonly part: number; readonly parts: readonly number[] },
  branches: readonly Branch[],
): Promise<{ readonly waitingFor: readonly number[]; readonly missing: readonly string[] }> {
  await mkdir(folder, { recursive: true });
  const file = (number: number) => `branches-${number}.json`;
  // Whole or not there: two parts may end at the same moment.
  await writeFile(join(folder, `${file(part)}.new`), JSON.stringify(branches));
  await rename(join(folder, `${file(part)}.new`), join(folder, file(part)));
  const there = new Set(await readdir(folder));
  const through = parts.filter(number => there.has(file(number)));
  const read = await Promise.all(
    through.map(async number => Taken.parse(JSON.parse(await readFile(join(folder, file(number)), 'utf8')))),
  );
  const taken = new Set(read.flat().flatMap(({ id, taken }) => (taken ? id : [])));
  return {
    waitingFor: parts.filter(number => !through.includes(number)),
    missing: branches.filter(({ id }) => !taken.has(id)).map(({ where }) => where),
  };
}
