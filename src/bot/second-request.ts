import type { Words } from '../dialogs/copy.ts';
import type { Understood } from '../understanding/understanding.ts';
import type { TurnRecord } from './record/turn-record.ts';
import type { Scene } from './scene.ts';

/** "Ga bisa login, besok kabarin ya": whoever says so is about to leave, a promise noted for later would not be kept. */
const promiseAtOnce = 'notify-me';

/** Two requests in one message: the first is under way, the second is noted and said to be. */
export async function takeSecond(scene: Scene, { also = [] }: Understood): Promise<void> {
  const { dc, intents, dialogs, record } = scene;
  const [second] = also;
  const info = second && intents.get(second.intent);
  if (!info?.opens) return;
  if (info.opens === promiseAtOnce) return promise(scene, info.name);
  record.turn.memory.queued = info.name;
  if (dialogs.talks.active(dc)) sayBeforeQuestion(record, dialogs.notices.thenAlso({ topic: info.title }));
}

/** The first request is done: now the second. */
export async function takeQueued({ dc, intents, dialogs, record: { turn } }: Scene): Promise<void> {
  const info = turn.memory.queued === undefined ? undefined : intents.get(turn.memory.queued);
  if (!info?.opens || dialogs.talks.active(dc)) return;
  turn.memory.queued = undefined;
  turn.say(dialogs.notices.nowAlso({ topic: info.title }));
  await dc.beginDialog(info.opens, { intent: info.name });
}

/** As if nothing were open, so that the open question is not asked twice; it ends the turn, unless the promise asks as well. */
async function promise({ dc, record }: Scene, intent: string): Promise<void> {
  const { utterances } = record;
  const beneath = dc.stack.splice(0);
  const asked = beneath.length > 0 ? utterances.splice(-1) : [];
  const place = utterances.length;
  await dc.beginDialog(promiseAtOnce, { intent });
  utterances.splice(dc.stack.length > 0 ? place : utterances.length, 0, ...asked);
  dc.stack.unshift(...beneath);
  rememberSaid(record);
}

/** The question stays the last thing that is said. */
function sayBeforeQuestion(record: TurnRecord, words: Words): void {
  const asked = record.utterances.splice(-1);
  record.turn.say(words);
  record.utterances.push(...asked);
  rememberSaid(record);
}

function rememberSaid({ turn, utterances }: TurnRecord): void {
  turn.memory.lastSaid = utterances.map(({ text }) => text);
}
