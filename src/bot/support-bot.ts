import { ActivityTypes, TurnContext } from 'botbuilder-core';
import type { DialogContext } from 'botbuilder-dialogs';
import type { CommandName } from '../dialogs/commands.ts';
import type { Dialogs } from '../dialogs/create-dialogs.ts';
import { reportsIncident, tellOfIncident } from '../dialogs/incident.ts';
import { bindTurn, turnOf } from '../dialogs/kit.ts';
import type { Memory } from '../dialogs/memory.ts';
import { isSolvedMeanwhile } from '../dialogs/solved-meanwhile.ts';
import type { DialogTurn } from '../dialogs/turn.ts';
import { commonIntents } from '../dialogs/welcome.ts';
import type { IntentInfo } from '../understanding/create-understanding.ts';
import type { Understood } from '../understanding/understanding.ts';
import { CollectingAdapter } from './collecting-adapter.ts';
import { noted, tagged } from './desk-changes.ts';
import { happen } from './happenings.ts';
import { type Heard, hearAgent } from './hear.ts';
import { beginHolding, endHolding, endSilence, isAgentSilent, passOn, staySilent } from './held-chat.ts';
import type { InboundContent } from './inbound-message.ts';
import { type Route, route } from './router.ts';
import { takenAs } from './taken-as.ts';
import type { TurnRecord } from './turn-record.ts';
import { askWhatWasKept } from './wake-follow-up.ts';

export interface SupportBotParts {
  readonly dialogs: Dialogs;
  readonly intents: ReadonlyMap<string, IntentInfo>;
}

/** What answers a message that was not understood. */
const puzzled = new Set(['fallback', 'clarify']);

/** Asked on top of an open question, about that question. */
const questionsBetween = new Set(['welcome-back', 'stuck']);

/** "Ga bisa login, besok kabarin ya": whoever says so is about to leave, a promise noted for later would not be kept. */
const promiseAtOnce = 'notify-me';

/** After so long an absence the bot recaps instead of going on as if nothing had been. */
const absence = 30 * 60_000;

/** A secret in a message of at most so many words is all that the message says. */
const nothingButSecret = 4;

/** Lets the dialogs answer one inbound message; everything they say and change is collected in `record`. */
export class SupportBot {
  readonly #parts: SupportBotParts;
  readonly #adapter = new CollectingAdapter((context, text) => turnOf(context).say([text]));
  /** Making botbuilder's context costs more than most of a turn, and a turn is asked three times where it stands. */
  readonly #entered = new WeakMap<TurnRecord, Promise<DialogContext>>();

  constructor(parts: SupportBotParts) {
    this.#parts = parts;
  }

  async answer(content: InboundContent, record: TurnRecord, heard?: Heard): Promise<void> {
    const dc = await this.#enter(record);
    const { dialogs } = this.#parts;
    const means = { leave: () => this.#leave(dc, record) };
    if (record.holder === 'person' && !('agent' in content))
      return isAgentSilent(content)
        ? endSilence(dialogs, dc, record, means)
        : staySilent(dialogs, record, content);
    switch (content.kind) {
      case 'text':
        if (heard) await this.#hear(dc, record, heard);
        return;
      case 'join':
        if (content.historyLost) record.turn.say(dialogs.notices.historyLost());
        return this.#greet(dc, record);
      case 'verification':
      case 'timer':
        return happen(dialogs, dc, record.turn, means);
      case 'unsupported':
        return this.#takeNoPicture(dc, record);
      case 'takeOver':
        return beginHolding(dialogs, dc, record, content.agent);
      case 'reply':
        return hearAgent(record, content);
      case 'release':
        return endHolding(dialogs, dc, record, means);
      case 'assign':
        return passOn(dialogs, record, content.to);
      case 'note':
        return record.keepBeside(noted(record.desk, content, new Date(record.turn.now).toISOString()));
      case 'tag':
        return record.keepBeside(tagged(record.desk, content));
    }
  }

  /** A picture where nothing is open is mostly one of the screen: its message can be typed or tapped. */
  async #takeNoPicture(dc: DialogContext, { turn }: TurnRecord): Promise<void> {
    const { notices, talks } = this.#parts.dialogs;
    if (!talks.active(dc)) {
      await dc.beginDialog('screenshot');
      return;
    }
    turn.say(notices.unsupported());
    talks.remind(dc);
  }

  /** Where the conversation stands, e.g. to know whether a number is being asked for. */
  async position(record: TurnRecord) {
    return this.#parts.dialogs.talks.active(await this.#enter(record));
  }

  #enter(record: TurnRecord): Promise<DialogContext> {
    const entered = this.#entered.get(record) ?? this.#makeContext(record);
    this.#entered.set(record, entered);
    return entered;
  }

  async #makeContext(record: TurnRecord): Promise<DialogContext> {
    const context = new TurnContext(this.#adapter, {
      type: ActivityTypes.Message,
      channelId: 'assistant',
      conversation: { id: record.turn.conversation, name: '', isGroup: false, conversationType: 'personal' },
      text: record.turn.text,
    });
    bindTurn(context, record.turn);
    return this.#parts.dialogs.talks.enter(context);
  }

  async #hear(dc: DialogContext, record: TurnRecord, { understood, secret, tooLong }: Heard): Promise<void> {
    const { turn } = record;
    const { notices, talks } = this.#parts.dialogs;
    const flood = floodOf(turn.memory, turn.now);
    if (flood !== 'none') {
      if (flood === 'begins') turn.say(notices.flood());
      return;
    }
    await this.#dropOffer(dc);
    if (this.#saysNothingElse(turn, secret)) {
      talks.remind(dc);
      return;
    }
    if (isTappedTwice(turn) && talks.remind(dc)) return;
    if (tooLong) turn.say(notices.tooLong());
    const { text, memory } = turn;
    const { dialogs, intents } = this.#parts;
    this.#goOnWithoutAsking(dc);
    const active = talks.active(dc);
    const solvedMeanwhile = isSolvedMeanwhile(turn, dialogs.followUpAnswers);
    const at = { text, understood, active, solvedMeanwhile, memory, dialogs, intents };
    const taken = throughIncident(turn, route(at));
    record.takeAs(takenAs(taken, active));
    if (active && wasAway(turn) && saysNothing(taken)) return this.#welcomeBack(dc);
    if (taken.kind === 'continue' && reports(turn, understood.intent)) tellOfIncident(turn, dialogs.incident);
    memory.offered = [];
    if (!(taken.kind === 'begin' && puzzled.has(taken.talk))) memory.misunderstandings = 0;
    await this.#take(taken, dc, record);
    if (taken.kind === 'begin') await this.#takeSecond(dc, turn, understood);
    await this.#takeQueued(dc, turn);
    await askWhatWasKept({ dc, turn, talks });
  }

  /** What is no answer to an offer is an ordinary message. */
  async #dropOffer(dc: DialogContext): Promise<void> {
    const offer = this.#parts.dialogs.talks.active(dc);
    if (offer?.talk.kind === 'offer' && offer.read().kind === 'notMine') await dc.cancelAllDialogs();
  }

  /** An empty message, or a code or password and little else: warned, and the open question stays. */
  #saysNothingElse(turn: DialogTurn, secret: Heard['secret']): boolean {
    const { notices } = this.#parts.dialogs;
    const words = turn.text.trim().split(/\s+/);
    if (turn.text.trim() === '') turn.say(notices.empty());
    if (secret) turn.say(secret === 'code' ? notices.codePasted() : notices.passwordPasted());
    return turn.text.trim() === '' || (secret !== undefined && words.length <= nothingButSecret);
  }

  /** Two requests in one message: the first is under way, the second is noted and said to be. */
  async #takeSecond(dc: DialogContext, turn: DialogTurn, { also = [] }: Understood): Promise<void> {
    const [second] = also;
    const info = second && this.#parts.intents.get(second.intent);
    if (!info?.opens) return;
    if (info.opens === promiseAtOnce) {
      await dc.beginDialog(info.opens, { intent: info.name });
      return;
    }
    turn.memory.queued = info.name;
    const { notices, talks } = this.#parts.dialogs;
    if (!talks.active(dc)) return;
    turn.say(notices.thenAlso({ topic: info.title }));
    talks.remind(dc);
  }

  /** The first request is done: now the second. */
  async #takeQueued(dc: DialogContext, turn: DialogTurn): Promise<void> {
    const info = turn.memory.queued === undefined ? undefined : this.#parts.intents.get(turn.memory.queued);
    if (!info?.opens || this.#parts.dialogs.talks.active(dc)) return;
    turn.memory.queued = undefined;
    turn.say(this.#parts.dialogs.notices.nowAlso({ topic: info.title }));
    await dc.beginDialog(info.opens, { intent: info.name });
  }

  async #take(taken: Route, dc: DialogContext, record: TurnRecord): Promise<void> {
    const { commands, notices, talks } = this.#parts.dialogs;
    switch (taken.kind) {
      case 'command':
        return this.#obey(taken.name, dc, record);
      case 'continue':
        await dc.continueDialog();
        return;
      case 'correct':
        record.turn.say(commands.corrected());
        await this.#abandonVerification(dc, record);
        return talks.correct(dc, taken.correction);
      case 'remind':
        talks.remind(dc);
        return;
      case 'finishThisFirst':
        record.turn.say(notices.finishThisFirst());
        talks.remind(dc);
        return;
      case 'begin':
        if (taken.how === 'instead') await this.#leave(dc, record);
        await dc.beginDialog(taken.talk, taken.options);
    }
  }

  async #obey(name: CommandName, dc: DialogContext, record: TurnRecord): Promise<void> {
    const { turn } = record;
    const { commands, talks } = this.#parts.dialogs;
    switch (name) {
      case 'cancel':
        if (!talks.active(dc)) return this.#cancelNothing(dc, record);
        await this.#leave(dc, record);
        turn.setOutcome('cancelled');
        return turn.offer(commands.cancelled(), commonIntents);
      case 'noPerson':
        await dc.beginDialog('no-person');
        return;
      case 'startOver':
        await this.#leave(dc, record);
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
  async #cancelNothing(dc: DialogContext, { turn }: TurnRecord): Promise<void> {
    if (turn.ticketOfWaiting() !== undefined) await dc.beginDialog('no-person');
    else turn.offer(this.#parts.dialogs.commands.nothingToCancel(), commonIntents);
  }

  /** Ends what waits. Sealed numbers go with it, and a one-time page that is still open becomes worthless. */
  async #leave(dc: DialogContext, record: TurnRecord): Promise<void> {
    await this.#abandonVerification(dc, record);
    await dc.cancelAllDialogs();
    record.turn.memory.queued = undefined;
    record.turn.clearTimer('forget-identity');
  }

  async #abandonVerification(dc: DialogContext, { turn }: TurnRecord): Promise<void> {
    const { verification } = turn.memory;
    const waiting = dc.stack.some(({ id }) => id === 'verify-owner');
    turn.clearTimer('verification-silent');
    turn.clearTimer('retry-account');
    if (waiting && verification?.state === 'pending') {
      turn.memory.verification = undefined;
      // Best effort: a page that could not be cancelled expires by itself within minutes.
      await turn.accounts.cancel(verification.id, turn.effectKey('cancel-verification'));
    }
  }

  /** Asked once, however often the page is opened. */
  async #welcomeBack(dc: DialogContext): Promise<void> {
    const { talks } = this.#parts.dialogs;
    if (talks.active(dc)?.talk.id === 'welcome-back') talks.recall(dc, 'ask');
    else await dc.beginDialog('welcome-back');
  }

  /** Who answers the older question instead of "lanjut?" or "mau coba lagi?" has gone on already. */
  #goOnWithoutAsking(dc: DialogContext): void {
    const { talks } = this.#parts.dialogs;
    const active = talks.active(dc);
    if (!active || !questionsBetween.has(active.talk.id) || active.readWords().kind !== 'notMine') return;
    // "Udah bisa" answers the older question in so many words; a mere "boleh" would be for the newer one.
    const how = active.read().kind === 'notMine' ? 'read' : 'readWords';
    const between = dc.stack.pop();
    if (between && talks.active(dc)?.[how]().kind === 'notMine') dc.stack.push(between);
  }

  async #greet(dc: DialogContext, { turn }: TurnRecord): Promise<void> {
    const { talks } = this.#parts.dialogs;
    if (!turn.memory.greeted) {
      await dc.beginDialog('welcome');
      return;
    }
    tellOfIncident(turn, this.#parts.dialogs.incident);
    if (wasAway(turn)) await this.#recap(dc);
    await askWhatWasKept({ dc, turn, talks });
  }

  /** What was only an offer is not made twice. */
  async #recap(dc: DialogContext): Promise<void> {
    const waiting = this.#parts.dialogs.talks.active(dc);
    if (waiting?.talk.kind === 'offer') await dc.cancelAllDialogs();
    else if (waiting) await this.#welcomeBack(dc);
  }
}

/** Declared trouble is the answer to what it explains. */
function throughIncident(turn: DialogTurn, taken: Route): Route {
  const explained = taken.kind === 'begin' && reports(turn, String(taken.options.intent));
  return explained ? { ...taken, talk: 'incident' } : taken;
}

function reports({ incident, understood }: DialogTurn, intent: string): boolean {
  return (
    incident !== undefined &&
    understood.kind === 'understood' &&
    reportsIncident(incident, intent, understood.entities)
  );
}

/** So soon nobody has read what the first tap has brought. */
const doubleTap = 1_000;

function isTappedTwice({ memory, text, now }: DialogTurn): boolean {
  const { tapped } = memory;
  memory.tapped = memory.recentTitles.includes(text) ? { title: text, at: now } : undefined;
  return tapped?.title === text && now - tapped.at < doubleTap;
}

function wasAway({ now, memory }: DialogTurn): boolean {
  return now - memory.lastActive >= absence;
}

/** Neither an answer to what is open nor a topic of its own: "halo", hours later. */
function saysNothing(taken: Route): boolean {
  return taken.kind === 'begin' && taken.talk === 'welcome';
}

/** So many messages within so many milliseconds are stored, but only one polite notice answers them. */
const flood = { messages: 15, within: 10_000 };

/** Counts the user's messages of the last seconds; `begins` at the first one too many. */
function floodOf(memory: Memory, now: number): 'none' | 'begins' | 'goes on' {
  if (now - memory.burst.since > flood.within) memory.burst = { since: now, messages: 0 };
  memory.burst.messages += 1;
  if (memory.burst.messages <= flood.messages) return 'none';
  return memory.burst.messages === flood.messages + 1 ? 'begins' : 'goes on';
}
