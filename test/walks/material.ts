import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkContent } from '../../src/checked-content.ts';
import { createDialogs, type Dialogs } from '../../src/dialogs/create-dialogs.ts';
import { type IntentInfo, presentIntents } from '../../src/understanding/create-understanding.ts';
import type { Understanding } from '../../src/understanding/understanding.ts';
import { createAccountDouble } from './account-double.ts';
import type { Corpus } from './inputs.ts';

/** What walks are made of, read once: the product's own content and classifier. */
export interface Material extends Corpus {
  readonly accounts: ReturnType<typeof createAccountDouble>;
  readonly dialogs: Dialogs;
  readonly understanding: Understanding;
  readonly intents: ReadonlyMap<string, IntentInfo>;
}

const Dialog = z.record(z.string(), z.unknown());
const Question = z.object({
  choices: z.record(
    z.string(),
    z.object({ also: z.array(z.string()).default([]), whole: z.array(z.string()).default([]) }),
  ),
});

export async function readMaterial(understanding: Understanding): Promise<Material> {
  const content = await checkContent('.');
  const accounts = createAccountDouble();
  const { commands, ...others } = readDialogs();
  return {
    accounts,
    dialogs: createDialogs({
      words: content.words,
      alternatives: content.alternatives,
      messages: content.understanding.errorMessages.filter(({ common }) => common === true),
      demo: true,
    }),
    understanding,
    intents: new Map(presentIntents(content.understanding).map(intent => [intent.name, intent])),
    phrases: content.understanding.intents.flatMap(({ examples, tests }) => [...examples, ...tests]),
    commands: Object.values(commands ?? {}).flatMap(value => z.array(z.string()).safeParse(value).data ?? []),
    answers: Object.values(others)
      .flatMap(dialog => Object.values(dialog))
      .flatMap(part => Object.values(Question.safeParse(part).data?.choices ?? {}))
      .flatMap(({ also, whole }) => [...also, ...whole]),
  };
}

function readDialogs(): Record<string, z.infer<typeof Dialog>> {
  return Object.fromEntries(
    readdirSync('dialogs')
      .filter(file => file.endsWith('.yml'))
      .map(file => [file.replace('.yml', ''), Dialog.parse(parse(readFileSync(`dialogs/${file}`, 'utf8')))]),
  );
}
