import type { DialogContext } from 'botbuilder-dialogs';
import { tellOfIncident } from '../dialogs/incident.ts';
import type { TalkSet } from '../dialogs/kit.ts';
import type { DialogTurn } from '../dialogs/turn.ts';
import type { Scene } from './scene.ts';
import { askWhatWasKept } from './wake-follow-up.ts';

/** Somebody has opened the chat: for the first time, or again. */
export async function greet({ dialogs, dc, record: { turn } }: Scene): Promise<void> {
  const { talks } = dialogs;
  if (!turn.memory.greeted) {
    await dc.beginDialog('welcome');
    return;
  }
  tellOfIncident(turn, dialogs.incident);
  if (wasAway(turn)) await recap(talks, dc);
  await askWhatWasKept({ dc, turn, talks });
}

/** What was only an offer is not made twice. */
async function recap(talks: TalkSet, dc: DialogContext): Promise<void> {
  const waiting = talks.active(dc);
  if (waiting?.talk.kind === 'offer') await dc.cancelAllDialogs();
  else if (waiting) await welcomeBack(talks, dc);
}

/** Asked once, however often the page is opened. */
export async function welcomeBack(talks: TalkSet, dc: DialogContext): Promise<void> {
  if (talks.active(dc)?.talk.id === 'welcome-back') talks.recall(dc, 'ask');
  else await dc.beginDialog('welcome-back');
}

/** After so long an absence the bot recaps instead of going on as if nothing had been. */
const absence = 30 * 60_000;

export function wasAway({ now, memory }: DialogTurn): boolean {
  return now - memory.lastActive >= absence;
}
