import type { DialogContext } from 'botbuilder-dialogs';
import type { Dialogs } from '../dialogs/create-dialogs.ts';
import type { IntentInfo } from '../understanding/create-understanding.ts';
import type { TurnRecord } from './record/turn-record.ts';

/** Where one message is answered: the dialogs, the stack of this conversation, and what the turn has produced so far. */
export interface Scene {
  readonly dialogs: Dialogs;
  readonly intents: ReadonlyMap<string, IntentInfo>;
  readonly dc: DialogContext;
  readonly record: TurnRecord;
}
