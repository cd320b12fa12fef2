import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/** What a Dockerfile of ours makes, laid out in a folder: the files of its last stage, and how it is run. */
export interface Image {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}

/**
 * Follows FROM, COPY, ENV, CMD and two of our RUN lines, `npm ci` (the packages that are here already) and `npm run -s build`. What
 * needs Docker itself is passed over: base images, users, volumes.
 */
export async function layOutImage(dockerfile: string, target: string): Promise<Image> {
  const stages = new Map<string, string>();
  const environment: Record<string, string> = {};
  let command: readonly string[] = [];
  let folder = target;
  for (const [word, rest] of instructionsOf(await readFile(dockerfile, 'utf8'))) {
    switch (word) {
      case 'FROM': {
        const [from = '', , name = 'last'] = rest.split(' ');
        folder = join(target, name);
        await mkdir(folder);
        const base = stages.get(from);
        if (base) await cp(base, folder, { recursive: true, verbatimSymlinks: true });
        stages.set(name, folder);
        break;
      }
      case 'COPY':
        await copy(rest.split(' '), folder, stages);
        break;
      case 'RUN':
        if (/\bnpm ci\b/.test(rest)) await symlink(resolve('node_modules'), join(folder, 'node_modules'));
        if (rest.includes('npm run -s build'))
          await promisify(execFile)('npm', ['run', '-s', 'build'], { cwd: folder });
        break;
      case 'ENV':
        for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) environment[name] = value;
        break;
      case 'CMD':
        command = z.array(z.string()).parse(JSON.parse(rest));
        break;
      default:
    }
  }
  return { folder, environment, command };
}

function instructionsOf(text: string): readonly (readonly [word: string, rest: string])[] {
  const lines = text.replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, '');
  return [...lines.matchAll(/^([A-Z]+) (.*)$/gm)].map(([, word = '', rest = '']) => [word, rest] as const);
}

async function copy(
  words: readonly string[],
  folder: string,
  stages: ReadonlyMap<string, string>,
): Promise<void> {
  const from = words.find(word => word.startsWith('--from='))?.slice('--from='.length);
  const names = words.filter(word => !word.startsWith('--'));
  const to = join(folder, names.at(-1) ?? '');
  const source = from === undefined ? resolve('.') : (stages.get(from) ?? '');
  const files = (
    await Promise.all(names.slice(0, -1).map(name => matching(source, name.replace(/^\/app\//, ''))))
  ).flat();
  const into = files.length > 1 || names.at(-1)?.endsWith('/');
  for (const file of files)
    await cp(file, into ? join(to, basename(file)) : to, { recursive: true, verbatimSymlinks: true });
}

/** Of patterns only `folder/*.yml`. */
async function matching(source: string, name: string): Promise<readonly string[]> {
  if (!basename(name).startsWith('*')) return [join(source, name)];
  const folder = join(source, dirname(name));
  return (await readdir(folder)).filter(file => file.endsWith(extname(name))).map(file => join(folder, file));
}
