import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openLowdbStore } from '../../src/conversations/lowdb/lowdb-store.ts';
import { ownerOf } from '../../src/conversations/lowdb/paths.ts';
import { systemClock } from '../../src/time-and-chance.ts';
import type { Ground } from './ground.ts';
import type { Damager } from './r11-damage.ts';

type Mutation = (file: string, other: string) => Promise<void>;

const mutations: readonly Mutation[] = [
  async file => truncate(file, Math.floor(Math.random() * (await sizeOf(file)))),
  async file => truncate(file, 0),
  async file => writeFile(file, Buffer.alloc(await sizeOf(file))),
  zeroSome,
  swap,
  async file => writeFile(file, 'null'),
  async file => writeFile(file, '{}'),
  async file => replaceIn(file, '"schema":1', '"schema":2'),
  async file => writeFile(`${file}.writing`, '{"schema":1,"id"'),
  async file => replaceIn(file, '"sequence":3', '"sequence":4'),
  async file => {
    await rm(file);
    await mkdir(file);
  },
];

/** A copy of the whole data folder each time, with one file of it damaged. */
export function damageFiles({ dataDir }: Ground): Damager {
  return {
    async damage(_ids, number, log) {
      const copy = await mkdtemp(join(tmpdir(), 'jmo-damaged-'));
      await cp(join(dataDir, 'conversations'), join(copy, 'conversations'), { recursive: true });
      const files = (await readdir(copy, { recursive: true }))
        .filter(name => name.endsWith('.json'))
        .map(name => join(copy, name));
      const [file, other] = [anyOf(files), anyOf(files)];
      await mutations[number % mutations.length]?.(file, other);
      const store = await openLowdbStore({ dataDir: copy, clock: systemClock, log });
      return {
        hurt: [file, other].flatMap(one => ownerOf(basename(one)) ?? []),
        store,
        async undo() {
          await store.close();
          await rm(copy, { recursive: true });
        },
      };
    },
  };
}

async function zeroSome(file: string): Promise<void> {
  const content = await readFile(file);
  const from = Math.floor(Math.random() * content.length);
  content.fill(0, from, Math.min(content.length, from + 1 + Math.floor(Math.random() * 512)));
  await writeFile(file, content);
}

async function swap(file: string, other: string): Promise<void> {
  if (file === other) return;
  await rename(file, `${file}.aside`);
  await rename(other, file);
  await rename(`${file}.aside`, other);
}

async function replaceIn(file: string, what: string, by: string): Promise<void> {
  await writeFile(file, (await readFile(file, 'utf8')).replace(what, by));
}

async function sizeOf(file: string): Promise<number> {
  return (await readFile(file)).length;
}

function anyOf(files: readonly string[]): string {
  return files[Math.floor(Math.random() * files.length)] ?? '';
}
