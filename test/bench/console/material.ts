import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** What chats are made of: phrases and replies as this project has them, so that words are as frequent as in its chats. */
export interface Material {
  readonly phrases: readonly { readonly text: string; readonly intent: string }[];
  readonly replies: readonly string[];
  readonly intents: readonly string[];
  readonly causes: readonly string[];
}

/** Of every conversation, half of them the user's. */
export const messagesEach = 10;

const Intent = z.object({ examples: z.array(z.string()) });

export async function readMaterial(): Promise<Material> {
  const phrases: { text: string; intent: string }[] = [];
  for (const file of await filesIn('intents')) {
    const intent = file.replace('.yml', '');
    const { data } = Intent.safeParse(parse(await readFile(join('intents', file), 'utf8')));
    for (const text of data?.examples ?? []) phrases.push({ text, intent });
  }
  const replies = [];
  for (const file of await filesIn('dialogs'))
    replies.push(...sentencesIn(parse(await readFile(join('dialogs', file), 'utf8'))));
  const intents = [...new Set(phrases.map(({ intent }) => intent))];
  return {
    phrases,
    replies,
    intents,
    causes: ['mismatch', 'locked', 'vpn', 'overdue', 'serverTrouble', 'otpLate'],
  };
}

async function filesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter(name => name.endsWith('.yml') && !name.startsWith('_')).sort();
}

const shortestSentence = 25;

/** Everything in a dialog's file that is long enough to be said. */
function sentencesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= shortestSentence ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(sentencesIn);
}
