import { Memory } from '../../src/dialogs/memory.ts';
import { canaries } from './inputs.ts';
import type { Footstep } from './walk.ts';

/** What must be true after every step and is not, in words. `before`: what the bot said until then, latest first. */
export function brokenPromises(step: Footstep, before: readonly (readonly string[])[]): readonly string[] {
  return [
    ...step.errors.map(error => `an error: ${error}`),
    ...answersWhoWrites(step),
    ...saysNothingTwice(step, before[0] ?? []),
    ...namesChoices(step, before.slice(0, remembered)),
    ...keepsMemoryInShape(step),
    ...keepsNothingInClear(step),
    ...letsAskForPerson(step),
  ];
}

/** The bot's bubbles of this step; none when it was silent. */
export function spoken({ said }: Pick<Footstep, 'said'>): readonly string[] {
  return said.filter(({ from }) => from === 'bot').map(({ text }) => text);
}

function answersWhoWrites(step: Footstep): string[] {
  const { input, said, conversation } = step;
  if (said.some(({ text, from }) => from !== 'user' && text.trim() === '')) return ['an empty bubble'];
  const mustAnswer =
    (input.kind === 'text' || input.kind === 'unsupported') && conversation.holder !== 'person';
  const { messages } = Memory.parse(conversation.state).burst;
  return mustAnswer && messages <= floodBegins && spoken(step).length === 0 ? ['no answer'] : [];
}

/** From the second message too many on, a flood is stored without an answer (promised in DESIGN's floods). */
const floodBegins = 16;

function saysNothingTwice(step: Footstep, spokenBefore: readonly string[]): string[] {
  const now = spoken(step);
  return now
    .filter((text, at) => spokenBefore.includes(text) || now.indexOf(text) !== at)
    .map(text => `said twice in a row: ${text}`);
}

/** Not everybody sees buttons: what can be chosen was named lately, by at least one word of its title. */
function namesChoices(step: Footstep, before: readonly (readonly string[])[]): string[] {
  const { said } = step;
  const words = new Set([spoken(step), ...before].flat().flatMap(wordsOf));
  return said
    .flatMap(({ choices = [] }) => choices)
    .flatMap(({ title }) => [
      ...([...title].length > longestTitle ? [`a title too long: ${title}`] : []),
      ...(meaningful(title).some(word => words.has(word))
        ? []
        : [`a choice that no sentence names: ${title}`]),
    ]);
}

const longestTitle = 30;
/** The guide names its words once, not at each of its eight steps. */
const remembered = 16;

function meaningful(title: string): readonly string[] {
  const words = wordsOf(title);
  return words.length === 1 ? words : words.filter(word => word.length >= 3 && !fillers.has(word));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

const fillers = new Set(['saya', 'kak', 'dari', 'yang', 'dengan', 'masih', 'sudah']);

/** A stack that grows is a dialog that never ends. */
const deepestStack = 6;
const longestState = 20_000;

function keepsMemoryInShape({ conversation }: Footstep): string[] {
  const memory = Memory.strict().safeParse(conversation.state);
  if (!memory.success) return [`memory: ${memory.error.message}`];
  const depth = memory.data.dialogs.dialogStack.length;
  return [
    ...(depth > deepestStack ? [`${depth} talks on the stack`] : []),
    ...(JSON.stringify(conversation.state).length > longestState ? ['memory grows without end'] : []),
  ];
}

const secrets = Object.values(canaries).flat();

function keepsNothingInClear({ said, conversation }: Footstep): string[] {
  const written = JSON.stringify([said.map(({ text, choices }) => [text, choices]), conversation]);
  const digits = written.replace(/[^\p{L}\p{N}@.#]/gu, '');
  return secrets
    .filter(secret => written.includes(secret) || digits.includes(secret.replace('+', '')))
    .map(secret => `in clear: ${secret}`);
}

function letsAskForPerson({ conversation, askingForPerson }: Footstep): string[] {
  if (conversation.holder === 'person') return [];
  return askingForPerson.holder === 'waiting' ? [] : ['"petugas" leads to nobody'];
}
