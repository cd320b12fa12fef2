import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { contracts } from '../../src/dialogs/dialog-words.ts';

/**
 * What stands in dialogs/*.yml and is said in none of `chats` (the text of golden chats): `guide.showStep.retry 2`.
 * Never said are choices that are no buttons, and what is only heard: commands, and what users call an answer (`about`).
 * Which causes are called by their `name` depends on what was tried before.
 */
export function unsaid(chats: readonly string[]): readonly string[] {
  const spoken = chats.map(spokenIn).join('\n\n');
  return Object.values(contracts).flatMap(({ name, parts }) => {
    const file = z.record(z.string(), z.unknown()).parse(parse(readFileSync(`dialogs/${name}.yml`, 'utf8')));
    return Object.entries(parts)
      .filter(([, { kind }]) => kind !== 'phrases')
      .flatMap(([key]) => sentences(`${name}.${key}`, file[key]))
      .filter(({ text }) => !pattern(text).test(spoken))
      .map(({ where }) => where);
  });
}

interface Sentence {
  readonly where: string;
  readonly text: string;
}

function sentences(where: string, value: unknown): readonly Sentence[] {
  if (typeof value === 'string') return [{ where, text: value }];
  if (Array.isArray(value))
    return value.flatMap((item, index) =>
      sentences(value.length > 1 ? `${where} ${index + 1}` : where, item),
    );
  const { choices, about: _, name: __, ...said } = z.record(z.string(), z.unknown()).parse(value);
  return [
    ...Object.entries(said).flatMap(([key, item]) =>
      sentences(key === 'say' ? where : `${where}.${key}`, item),
    ),
    ...Object.entries(Choices.parse(choices ?? {}))
      .filter(([, { button }]) => button)
      .map(([id, { title }]) => ({ where: `${where}.choices.${id}`, text: title })),
  ];
}

const Choices = z.record(z.string(), z.object({ title: z.string(), button: z.boolean().default(true) }));

/** Everything the bot says in a chat: bubbles, buttons and links, without the indentation of the file. */
function spokenIn(chat: string): string {
  return chat
    .replaceAll('\r\n', '\n')
    .split('\n')
    .filter(line => line.startsWith('Bot: ') || line.startsWith('     '))
    .map(line => line.replace(/^Bot: +/, '').trim())
    .join('\n');
}

/** `{words}` stand for anything that is filled in. */
function pattern(text: string): RegExp {
  const parts = text
    .split('\n')
    .map(line => line.trim())
    .join('\n')
    .split(/\{[^{}]*\}/);
  return new RegExp(parts.map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^\\n]+?'));
}
