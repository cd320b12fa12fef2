import { type Copy, contract, phrases, saying } from './copy.ts';
import { plain, plainForm } from './plain.ts';

/** Words that work at any time, and what is said about them. */
export const commandsWords = contract('commands', {
  cancel: phrases(),
  back: phrases(),
  repeat: phrases(),
  explain: phrases(),
  skip: phrases(),
  startOver: phrases(),
  noPerson: phrases(),
  help: phrases(),
  cancelled: saying(),
  nothingToCancel: saying(),
  nothingBefore: saying(),
  startedOver: saying(),
  goOn: saying(),
  startAgain: saying(),
  choicesAre: saying('titles'),
  sayAgain: saying('said'),
  oneAtATime: saying('choices'),
  nothingAsked: saying(),
  corrected: saying(),
  mistaken: phrases(),
  meant: phrases(),
  fillers: phrases(),
});

export const commandNames = [
  'cancel',
  'back',
  'repeat',
  'explain',
  'skip',
  'startOver',
  'noPerson',
  'help',
] as const;
export type CommandName = (typeof commandNames)[number];

type CommandsCopy = Copy<typeof commandsWords>;

/** These win over an open question. A choice that is named like one of them is that command. */
export const firmCommands = ['cancel', 'noPerson', 'startOver'] as const satisfies readonly CommandName[];
export type FirmCommand = (typeof firmCommands)[number];

/** The command that the whole message is, apart from words of address and politeness around it, if any. */
export function commandIn(text: string, copy: CommandsCopy): CommandName | undefined {
  const said = plain(text);
  return commandSaid(said, copy) ?? commandSaid(withoutFillers(said, copy), copy);
}

/** Whether one of `phrases` is the whole message, read like a command. */
export function saysOnly(text: string, phrases: readonly string[], copy: CommandsCopy): boolean {
  const said = plain(text);
  const forms = phrases.map(plainForm);
  return forms.includes(said) || forms.includes(withoutFillers(said, copy));
}

function commandSaid(said: string, copy: CommandsCopy): CommandName | undefined {
  if (said === '') return undefined;
  return commandNames.find(name => copy[name].some(phrase => plainForm(phrase) === said));
}

/** "kak batal dong" without "kak" and "dong". */
function withoutFillers(said: string, { fillers }: CommandsCopy): string {
  const words = said.split(' ');
  const matters = (word: string) => !fillers.includes(word);
  const [first, last] = [words.findIndex(matters), words.findLastIndex(matters)];
  return first === -1 ? '' : words.slice(first, last + 1).join(' ');
}
