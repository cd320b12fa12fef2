import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { BotChoice, BotDialog, BotText } from './bot-dialog.ts';
import { readYaml } from './yaml.ts';

const Bubbles = z.union([z.string().transform(one => [one]), z.array(z.string())]);
const Choice = z.object({
  title: z.string(),
  also: z.array(z.string()).default([]),
  whole: z.array(z.string()).default([]),
});
const Parts = z.record(z.string(), z.unknown());
const Choices = z.record(z.string(), Choice);

/** Of dialogs/ as it was sound at start; whatever is no sentence is left out. */
export function readBotDialogs(contentDir: string): readonly BotDialog[] {
  const folder = join(contentDir, 'dialogs');
  const visits = visitsIn(join(contentDir, 'test', 'conversations'));
  return readdirSync(folder)
    .filter(file => file.endsWith('.yml'))
    .sort()
    .map(file => readDialog(join(folder, file), visits));
}

type Visits = ReadonlyMap<string, readonly string[]>;

function readDialog(path: string, visits: Visits): BotDialog {
  const name = basename(path, '.yml');
  const read = readYaml(path, Parts);
  const steps = 'value' in read ? Object.entries(read.value) : [];
  return {
    name,
    about: topComment(readFileSync(path, 'utf8')),
    steps: steps.map(([step, part]) => ({
      name: step,
      texts: textsOf(part),
      choices: choicesOf(part),
      chats: visits.get(`${name}.${step}`) ?? [],
    })),
  };
}

function textsOf(part: unknown): readonly BotText[] {
  const outright = Bubbles.safeParse(part);
  if (outright.success) return [{ role: 'say', bubbles: outright.data }];
  const parts = Parts.safeParse(part);
  return Object.entries(parts.data ?? {}).flatMap(([role, value]) => {
    const bubbles = Bubbles.safeParse(value);
    return bubbles.success ? [{ role, bubbles: bubbles.data }] : [];
  });
}

function choicesOf(part: unknown): readonly BotChoice[] {
  const { choices } = Object(part);
  const read = Choices.safeParse(choices);
  return Object.values(read.data ?? {}).map(({ title, also, whole }) => ({
    title,
    also: [...also, ...whole],
  }));
}

function topComment(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex(line => !line.startsWith('#'));
  const top = lines.slice(0, Math.max(0, end));
  return top.map(line => line.replace(/^#\s?/, '')).join(' ');
}

const assertion = /\([a-z_]* ?-> ([a-z-]+\.[A-Za-z]+)\)/g;

/** Which sample chats assert that a step waits. An installation without them shows none. */
function visitsIn(folder: string): Visits {
  const visits = new Map<string, string[]>();
  if (!existsSync(folder)) return visits;
  for (const file of readdirSync(folder).filter(name => name.endsWith('.txt'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    const title = text.split('\n', 1)[0]?.replace(/^#\s*/, '') ?? file;
    const steps = new Set([...text.matchAll(assertion)].map(([, step = '']) => step));
    for (const step of steps) visits.set(step, [...(visits.get(step) ?? []), title]);
  }
  return visits;
}
