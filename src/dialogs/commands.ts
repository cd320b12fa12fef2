import { type Copy, contract, phrases, saying } from './copy.ts';
import { plain } from './plain.ts';

/** Words that work at any time, and what is said about them. */
export const commandsWords = contract('commands', {
  cancel: phrases(),
  back: phrases(),
  repeat: phrases(),
  startOver: phrases(),
  noPerson: phrases(),
  help: phrases(),
  cancelled: saying(),
  nothingToCancel: saying(),
  nothingBefore: saying(),
  startedOver: saying(),
  goOn: saying(),
  startAgain: saying(),
});

export const commandNames = ['cancel', 'back', 'repeat', 'startOver', 'noPerson', 'help'] as const;
export type CommandName = (typeof commandNames)[number];

/** The command that the whole message is, if any. */
export function commandIn(text: string, copy: Copy<typeof commandsWords>): CommandName | undefined {
  const said = plain(text);
  return said === '' ? undefined : commandNames.find(name => copy[name].includes(said));
}
