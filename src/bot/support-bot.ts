import { ActivityTypes, TurnContext } from 'botbuilder-core';
import type { DialogContext } from 'botbuilder-dialogs';
import type { Dialogs } from '../dialogs/create-dialogs.ts';
import { type ActiveStep, bindTurn, turnOf } from '../dialogs/kit.ts';
import type { IntentInfo } from '../understanding/create-understanding.ts';
import { answerText } from './answer-text.ts';
import { CollectingAdapter } from './collecting-adapter.ts';
import { noted, tagged } from './desk-changes.ts';
import { greet } from './greet.ts';
import { happen } from './happenings.ts';
import { type Heard, hearAgent } from './hear.ts';
import { beginHolding, endHolding, endSilence, isAgentSilent, passOn, staySilent } from './held-chat.ts';
import type { InboundContent } from './inbound-message.ts';
import { leave } from './leave.ts';
import type { TurnRecord } from './record/turn-record.ts';
import type { Scene } from './scene.ts';

export interface SupportBotParts {
  readonly dialogs: Dialogs;
  readonly intents: ReadonlyMap<string, IntentInfo>;
}

/** Lets the dialogs answer one inbound message; everything they say and change is collected in `record`. */
export class SupportBot {
  readonly #parts: SupportBotParts;
  readonly #adapter = new CollectingAdapter((context, text) => turnOf(context).say([text]));
  /** A turn is asked three times where it stands. */
  readonly #entered = new WeakMap<TurnRecord, DialogContext>();

  constructor(parts: SupportBotParts) {
    this.#parts = parts;
  }

  async answer(content: InboundContent, record: TurnRecord, heard?: Heard): Promise<void> {
    const dc = this.#enter(record);
    const { dialogs } = this.#parts;
    const { turn } = record;
    const scene = { ...this.#parts, dc, record };
    const means = { leave: () => leave(dc, turn) };
    if (record.after.holder === 'person' && !('agent' in content))
      return isAgentSilent(content)
        ? endSilence(dialogs, dc, record, means)
        : staySilent(dialogs, record, content);
    switch (content.kind) {
      case 'text':
        if (heard) await answerText(scene, heard);
        return;
      case 'join':
        if (content.historyLost) turn.say(dialogs.notices.historyLost());
        return greet(scene);
      case 'verification':
      case 'timer':
        return happen(dialogs, dc, turn, means);
      case 'unsupported':
        return takeNoPicture(scene);
      case 'takeOver':
        return beginHolding(dialogs, dc, record, content.agent);
      case 'reply':
        return hearAgent(record, content);
      case 'release':
        return endHolding(dialogs, dc, record, means);
      case 'assign':
        return passOn(dialogs, record, content.to);
      case 'note':
        return record.keepBeside(noted(record.after.desk, content, new Date(turn.now).toISOString()));
      case 'tag':
        return record.keepBeside(tagged(record.after.desk, content));
    }
  }

  /** Where the conversation stands, e.g. to know whether a number is being asked for. */
  position(record: TurnRecord): ActiveStep | undefined {
    return this.#parts.dialogs.talks.active(this.#enter(record));
  }

  #enter(record: TurnRecord): DialogContext {
    const entered = this.#entered.get(record) ?? this.#makeContext(record);
    this.#entered.set(record, entered);
    return entered;
  }

  #makeContext(record: TurnRecord): DialogContext {
    const context = new TurnContext(this.#adapter, {
      type: ActivityTypes.Message,
      channelId: 'assistant',
      conversation: { id: record.turn.conversation, name: '', isGroup: false, conversationType: 'personal' },
      text: record.turn.text,
    });
    bindTurn(context, record.turn);
    return this.#parts.dialogs.talks.enter(context);
  }
}

/** A picture where nothing is open is mostly one of the screen: its message can be typed or tapped. */
async function takeNoPicture({ dc, dialogs, record: { turn } }: Scene): Promise<void> {
  const { notices, talks } = dialogs;
  if (!talks.active(dc)) {
    await dc.beginDialog('screenshot');
    return;
  }
  turn.say(notices.unsupported());
  talks.remind(dc);
}
