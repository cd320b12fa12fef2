import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogReason,
  DialogSet,
  type DialogState,
  type DialogTurnResult,
} from 'botbuilder-dialogs';
import { z } from 'zod';
import type { JsonObject } from '../conversations/conversation-store.ts';
import type { Words } from './copy.ts';
import { type Position, positionedStep, startOf, stepBack } from './position.ts';
import {
  type Ask,
  type AskedWords,
  type Move,
  type Reading,
  type Step,
  type Talk,
  tappable,
  unfinishedSlot,
} from './steps.ts';
import type { DialogTurn } from './turn.ts';

/**
 * The seam to botbuilder-dialogs: talks run as its dialogs, on its stack. Instead of waterfall indexes the state keeps
 * step names and slots, so a new version of a talk does not shift the conversations that are under way.
 */
export interface KitWords {
  /** Said when a talk goes on after something came in between. */
  goOn(): Words;
  /** Said when an upgrade removed the step at which the conversation stood. */
  startAgain(): Words;
}

/** After so many answers that could not be taken, `stuckTalk` offers a way out. */
const patience = 3;

const turnKey = Symbol('dialog turn');

/** Makes the turn visible to the talks that run in `context`. */
export function bindTurn(context: TurnContext, turn: DialogTurn): void {
  context.turnState.set(turnKey, turn);
}

/** The talks of the assistant on one botbuilder `DialogSet`, whose state lives in the turn's memory. */
export function createTalkSet(talks: readonly Talk[], words: KitWords, stuckTalk: string): TalkSet {
  const byId = new Map(talks.map(talk => [talk.id, talk]));
  const set = new DialogSet(memoryAccessor);
  for (const talk of talks) set.add(new TalkDialog(talk, words, stuckTalk));
  return {
    has: id => byId.has(id),
    enter: context => set.createContext(context),
    active(dc) {
      const talk = dc.activeDialog && byId.get(dc.activeDialog.id);
      if (!talk || !dc.activeDialog) return undefined;
      const position = readPosition(dc.activeDialog);
      const definition = talk.steps[position.step];
      const step = positionedStep(position, turnOf(dc.context));
      return {
        talk,
        step: position.step,
        identity: definition?.kind === 'ask' && definition.sealed,
        read: () => (definition?.kind === 'ask' ? definition.read(step) : { kind: 'notMine' }),
        awaits: event => definition?.kind === 'ask' && definition.reaction(event) !== undefined,
      };
    },
    kindOf: id => byId.get(id)?.kind,
    repeat(dc) {
      const talk = dc.activeDialog && byId.get(dc.activeDialog.id);
      if (!talk || !dc.activeDialog) return false;
      return askOpenQuestion(talk, readPosition(dc.activeDialog), turnOf(dc.context));
    },
    remind(dc) {
      const talk = dc.activeDialog && byId.get(dc.activeDialog.id);
      return talk && dc.activeDialog
        ? remindOfQuestion(talk, readPosition(dc.activeDialog), turnOf(dc.context))
        : false;
    },
    back(dc) {
      const talk = dc.activeDialog && byId.get(dc.activeDialog.id);
      if (!talk || !dc.activeDialog) return false;
      const position = readPosition(dc.activeDialog);
      if (!stepBack(position, talk)) return false;
      dc.activeDialog.state = position;
      return askOpenQuestion(talk, position, turnOf(dc.context));
    },
  };
}

export interface TalkSet {
  has(id: string): boolean;
  kindOf(id: string): Talk['kind'] | undefined;
  enter(context: TurnContext): Promise<DialogContext>;
  /** Where the conversation stands; `undefined` when no talk waits. */
  active(dc: DialogContext): ActiveStep | undefined;
  /** Asks the open question once more. False when no talk waits. */
  repeat(dc: DialogContext): boolean;
  /** A shorter word about the open question, after something came in between. False when no talk waits. */
  remind(dc: DialogContext): boolean;
  /** Clears the last answer and asks for it again. False when there is none. */
  back(dc: DialogContext): boolean;
}

export interface ActiveStep {
  readonly talk: Talk;
  readonly step: string;
  /** A NIK or KPJ is being asked: mask every digit. */
  readonly identity: boolean;
  /** What the open question makes of this turn's text; has no effect. */
  read(): Reading;
  awaits(event: NonNullable<DialogTurn['event']>): boolean;
}

const memoryAccessor: StatePropertyAccessor<DialogState> = {
  // botbuilder's DialogState declares `state: any`; Memory has checked its shape.
  get: async (context: TurnContext) => turnOf(context).memory.dialogs as DialogState,
  set: async () => {},
  delete: async () => {},
};

function turnOf(context: TurnContext): DialogTurn {
  return context.turnState.get(turnKey) as DialogTurn;
}

const PositionSchema = z.object({
  step: z.string(),
  slots: z.record(z.string(), z.object({ value: z.string(), sealedUntil: z.number().optional() })),
  options: z.record(z.string(), z.unknown()),
  answered: z.array(z.string()),
  attempts: z.number(),
  child: z.boolean(),
});

function readPosition(instance: DialogInstance): Position {
  return PositionSchema.parse(instance.state) as Position;
}

class TalkDialog extends Dialog {
  readonly #talk: Talk;
  readonly #words: KitWords;
  readonly #stuckTalk: string;

  constructor(talk: Talk, words: KitWords, stuckTalk: string) {
    super(talk.id);
    this.#talk = talk;
    this.#words = words;
    this.#stuckTalk = stuckTalk;
  }

  override async beginDialog(dc: DialogContext, options?: object): Promise<DialogTurnResult> {
    return this.#run(dc, startOf(this.#talk, (options ?? {}) as JsonObject));
  }

  /** The user wrote something, or something happened, while this talk was waiting. */
  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const position = this.#position(dc);
    const definition = this.#talk.steps[position.step];
    if (definition?.kind !== 'ask') return this.#restart(dc);
    const turn = turnOf(dc.context);
    const step = positionedStep(position, turn);
    if (turn.event) {
      const react = definition.reaction(turn.event);
      return react ? this.#move(dc, position, await react(step)) : Dialog.EndOfTurn;
    }
    return this.#answer(dc, position, definition, step);
  }

  /** A talk on top of this one has ended: either this talk opened it, or it was an aside. */
  override async resumeDialog(
    dc: DialogContext,
    _reason: DialogReason,
    result?: unknown,
  ): Promise<DialogTurnResult> {
    const position = this.#position(dc);
    if (!position.child) {
      await this.repromptDialog(dc.context, this.#instance(dc));
      return Dialog.EndOfTurn;
    }
    position.child = false;
    const outcome = typeof result === 'string' ? result : 'done';
    positionedStep(position, turnOf(dc.context)).fill(position.step, outcome);
    return this.#move(dc, position, { kind: 'next' });
  }

  /** "Kita lanjut": the open question once more, after something came in between. */
  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const turn = turnOf(context);
    turn.say(this.#words.goOn());
    remindOfQuestion(this.#talk, readPosition(instance), turn);
  }

  async #answer(
    dc: DialogContext,
    position: Position,
    definition: Ask,
    step: Step,
  ): Promise<DialogTurnResult> {
    const reading = definition.read(step);
    switch (reading.kind) {
      case 'answer':
        position.attempts = 0;
        step.clear(unfinishedSlot);
        position.answered = [...position.answered.filter(name => name !== position.step), position.step];
        for (const [slot, value] of Object.entries(reading.also ?? {}))
          step.fill(slot, value, { sealed: true });
        if (definition.slot) step.fill(definition.slot, reading.value, { sealed: definition.sealed });
        return this.#move(dc, position, await definition.answered(step, reading.value));
      case 'choice':
        return this.#move(dc, position, await definition.answered(step, reading.id));
      case 'intent':
        return this.#move(dc, position, await definition.answered(step, reading.intent));
      case 'problem':
        if (reading.unfinished) step.fill(unfinishedSlot, reading.unfinished, { sealed: true });
        return this.#refuse(dc, position, reading.words, definition);
      case 'notMine': {
        const { retry } = definition.words(step);
        return this.#refuse(dc, position, retry.slice(position.attempts, position.attempts + 1), definition);
      }
    }
  }

  /** Says what was wrong and keeps the step; after too many tries a way out is offered on top. */
  async #refuse(
    dc: DialogContext,
    position: Position,
    words: Words,
    definition: Ask,
  ): Promise<DialogTurnResult> {
    position.attempts += 1;
    this.#keep(dc, position);
    if (position.attempts >= patience) {
      position.attempts = 0;
      this.#keep(dc, position);
      return dc.beginDialog(this.#stuckTalk);
    }
    const turn = turnOf(dc.context);
    const { choices, link, retry } = definition.words(positionedStep(position, turn));
    say(turn, { say: words.length > 0 ? words : retry.slice(-1), choices, link });
    return Dialog.EndOfTurn;
  }

  async #run(dc: DialogContext, position: Position): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    for (;;) {
      const definition = this.#talk.steps[position.step];
      if (!definition) return this.#restart(dc);
      const step = positionedStep(position, turn);
      if (definition.kind === 'act') {
        return this.#move(dc, position, await definition.run(step));
      }
      if (definition.slot === undefined || step.slot(definition.slot) === undefined) {
        say(turn, definition.words(step));
        return this.#stay(dc, position);
      }
      const following = this.#following(position.step);
      if (following === undefined) return dc.endDialog('done');
      position.step = following;
    }
  }

  async #move(dc: DialogContext, position: Position, move: Move): Promise<DialogTurnResult> {
    switch (move.kind) {
      case 'next': {
        const following = this.#following(position.step);
        if (following === undefined) return dc.endDialog('done');
        return this.#run(dc, { ...position, step: following, attempts: 0 });
      }
      case 'goTo':
        return this.#run(dc, { ...position, step: move.step, attempts: 0 });
      case 'askAgain':
        return this.#run(dc, position);
      case 'wait':
        return this.#stay(dc, position);
      case 'open':
        this.#keep(dc, { ...position, child: true });
        return dc.beginDialog(move.talk, move.options);
      case 'become':
        return dc.replaceDialog(move.talk, move.options);
      case 'finish':
        return dc.endDialog(move.result);
    }
  }

  async #restart(dc: DialogContext): Promise<DialogTurnResult> {
    turnOf(dc.context).say(this.#words.startAgain());
    return dc.replaceDialog(this.#talk.id, this.#position(dc).options);
  }

  #following(step: string): string | undefined {
    const names = Object.keys(this.#talk.steps);
    return names[names.indexOf(step) + 1];
  }

  #stay(dc: DialogContext, position: Position): DialogTurnResult {
    this.#keep(dc, position);
    return Dialog.EndOfTurn;
  }

  #keep(dc: DialogContext, position: Position): void {
    this.#instance(dc).state = position;
  }

  #position(dc: DialogContext): Position {
    return readPosition(this.#instance(dc));
  }

  #instance(dc: DialogContext): DialogInstance {
    if (!dc.activeDialog) throw new Error(`Talk ${this.#talk.id} runs without being on the stack`);
    return dc.activeDialog;
  }
}

function askOpenQuestion(talk: Talk, position: Position, turn: DialogTurn): boolean {
  const definition = talk.steps[position.step];
  if (definition?.kind !== 'ask') return false;
  say(turn, definition.words(positionedStep(position, turn)));
  return true;
}

/** The whole question once more would be a wall of text; its first retry says shortly what is wanted. */
function remindOfQuestion(talk: Talk, position: Position, turn: DialogTurn): boolean {
  const definition = talk.steps[position.step];
  if (definition?.kind !== 'ask') return false;
  const { retry, choices, link } = definition.words(positionedStep(position, turn));
  say(turn, { say: retry.slice(0, 1), choices, link });
  return true;
}

function say(turn: DialogTurn, { say, choices, link }: Omit<AskedWords, 'retry'>): void {
  turn.say(say, {
    ...(choices.length > 0 ? { choices: tappable(choices) } : {}),
    ...(link ? { link } : {}),
  });
}
