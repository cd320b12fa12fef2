import type { Choice, Message } from '../../conversations/message.ts';
import type { Bubble, Capabilities, ChoiceStyle } from './channel.ts';

/**
 * A message within a platform's limits: one bubble, or several when the text is too long. Choices and link stand below the
 * last one. No choice is ever lost: what does not fit as buttons or a list is numbered in the text, where the number is an
 * answer as well.
 */
export function render(message: Message, capabilities: Capabilities): readonly Bubble[] {
  const said = message.from === 'agent' && message.name ? `${message.name}: ${message.text}` : message.text;
  const choices = message.choices ?? [];
  const style = capabilities.choices.find(one => fits(choices, one));
  const asButton = linkFits(message, choices.length > 0, capabilities);
  const text = [
    said,
    ...(message.link && !asButton ? [`${message.link.title}: ${message.link.url}`] : []),
    ...(style ? [] : [numbered(choices)]),
  ]
    .filter(part => part !== '')
    .join('\n\n');
  const parts = split(text, capabilities.longestText);
  const last = parts.at(-1) ?? '';
  const tight = style && choices.length > 0 && last.length > style.longestText;
  const bubbles = tight ? [...parts.slice(0, -1), ...split(last, style.longestText)] : parts;
  return bubbles.map((one, index) => ({
    text: one,
    ...(index === bubbles.length - 1 && {
      ...(style && choices.length > 0 && { choices: { kind: style.kind, options: choices } }),
      ...(message.link && asButton && { link: message.link }),
    }),
  }));
}

/** At the last border that fits: a paragraph, a line, a sentence, a word; within a word only when there is no other. */
export function split(text: string, longest: number): string[] {
  if (text.length <= longest) return [text];
  const head = text.slice(0, longest);
  const borders = ['\n\n', '\n', '. ', ' '].map(border => [head.lastIndexOf(border), border] as const);
  const [at, border] = borders.find(([place]) => place > longest / 2) ?? [wholeCharacters(head), ''];
  const end = border === '. ' ? at + 1 : at;
  return [text.slice(0, end), ...split(text.slice(end).trimStart(), longest)];
}

/** As much of a title as fits, with a sign that there was more. */
export function shorten(title: string, longest: number): string {
  if (title.length <= longest) return title;
  const head = title.slice(0, longest - 1);
  return `${head.slice(0, wholeCharacters(head)).trimEnd()}…`;
}

function fits(choices: readonly Choice[], { most, longestTitle, longestValue }: ChoiceStyle): boolean {
  const shown = choices.map(({ title }) => shorten(title, longestTitle));
  return (
    choices.length <= most &&
    // Two that look the same when shortened cannot be told apart.
    new Set(shown).size === choices.length &&
    choices.every(({ title, value }) => Buffer.byteLength(value) <= longestValue && title !== '') &&
    choices.every(({ title }) => title.length <= longestTitle || longestTitle >= bearablyShort)
  );
}

/** Titles cut shorter than this tell nobody what they mean. */
const bearablyShort = 24;

function linkFits({ link, text }: Message, chosen: boolean, { linkButton }: Capabilities): boolean {
  if (!link || !linkButton || (chosen && !linkButton.besideChoices)) return false;
  return link.title.length <= linkButton.longestTitle && text.length <= linkButton.longestText;
}

function numbered(choices: readonly Choice[]): string {
  return choices.map(({ title }, index) => `${index + 1}. ${title}`).join('\n');
}

/** Never between the halves of a surrogate pair. */
function wholeCharacters(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length;
}
