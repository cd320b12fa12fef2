import type { CommandName } from '../dialogs/commands.ts';
import { commonIntents } from '../dialogs/welcome.ts';
import { leave } from './leave.ts';
import type { Scene } from './scene.ts';

/** "Batal", "ulangi", "kembali" and the like: about the conversation itself, whatever is open. */
export async function obeyCommand(name: CommandName, scene: Scene): Promise<void> {
  const { dc, dialogs } = scene;
  const { turn } = scene.record;
  const { commands, talks } = dialogs;
  switch (name) {
    case 'cancel':
      if (!talks.active(dc)) return cancelNothing(scene);
      await leave(dc, turn);
      turn.setOutcome('cancelled');
      return turn.offer(commands.cancelled(), commonIntents);
    case 'noPerson':
      await dc.beginDialog('no-person');
      return;
    case 'startOver':
      await leave(dc, turn);
      turn.memory.search = undefined;
      return turn.offer(commands.startedOver(), commonIntents);
    case 'back':
      if (!talks.back(dc)) {
        turn.say(commands.nothingBefore());
        talks.remind(dc);
      }
      return;
    case 'repeat':
      if (!talks.recall(dc, 'repeat')) turn.sayAgain(turn.memory.lastSaid);
      return;
    case 'explain':
      if (!talks.recall(dc, 'explain')) await dc.beginDialog('menu');
      return;
    case 'skip':
      if (!talks.recall(dc, 'insist')) turn.say(commands.nothingAsked());
      return;
    case 'help':
      await dc.beginDialog('menu');
  }
}

/** With nothing under way "batal" can only mean the person who was asked for. */
async function cancelNothing({ dc, dialogs, record: { turn } }: Scene): Promise<void> {
  if (turn.ticketOfWaiting() !== undefined) await dc.beginDialog('no-person');
  else turn.offer(dialogs.commands.nothingToCancel(), commonIntents);
}
