import { type TurnContext, TurnContextStateCollection } from 'botbuilder-core';
import type { DialogInstance, DialogReason, DialogTurnResult } from 'botbuilder-dialogs';
// Not from the package's front: that loads its prompts too, with recognisers of numbers and dates in a dozen languages.
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
import type { JsonObject } from '../conversations/conversation-store.ts';
import { nothingUnderstood } from '../understanding/understanding.ts';
import type { SpokenChoice } from './copy.ts';
import { type Correction, type CorrectionWords, correctionIn } from './corrections.ts';
import { type Course, createEngine, type Engine, type EngineWords } from './engine.ts';
import { Position, positionedStep, stepBack } from './position.ts';
import type { Recall } from './recall.ts';
import type { Reading, Step, StepDefinition, Talk } from './steps.ts';
import type { DialogTurn, TurnEvent } from './turn.ts';

/**
 * The seam to botbuilder-dialogs: talks run as its dialogs, on its stack. Instead of waterfall indexes the state keeps
 * step names and slots, so a new version of a talk does not shift the conversations that are under way.
 */
export interface TalkSet {
  readonly ids: readonly string[];
  kindOf(id: string): Talk['kind'] | undefined;
  /** The stack of this turn's conversation. */
  enter(context: TurnContext): DialogContext;
  /** Where the conversation stands; `undefined` when no talk waits. */
  active(dc: DialogContext): ActiveStep | undefined;
  /** Comes back to the open question. False when no talk waits. */
  recall(dc: DialogContext, how: Recall): boolean;
  /** A shorter word about the open question, after something came in between. False when no talk waits. */
  remind(dc: DialogContext): boolean;
  /**
   * Lets the open question hear of `event`; news of a verification also reaches what lies beneath a question that was only
   * asked in between, which is then settled. False when nothing waits for it.
   */
  tell(dc: DialogContext, event: TurnEvent): Promise<boolean>;
  /** Goes back to an earlier answer that the user corrects; what was opened since is left. */
  correct(dc: DialogContext, correction: PlacedCorrection): Promise<void>;
  /** Clears the last answer and asks for it again. False when there is none. */
  back(dc: DialogContext): boolean;
}

export interface ActiveStep {
  readonly talk: Talk;
  readonly step: string;
  /** What the talk was opened with. */
  readonly options: JsonObject;
  /** The answers that can be tapped or written now. */
  choices(): readonly SpokenChoice[];
  /** A NIK or KPJ is being asked: mask every digit. */
  readonly identity: boolean;
  /** What the open question makes of this turn's text; has no effect. */
  read(): Reading;
  /** The same by its words alone, whatever they were understood to mean. */
  readWords(): Reading;
  /** The earlier answer that this turn's text corrects, if it does. */
  correction(): PlacedCorrection | undefined;
}

/** Where the corrected answer was given; `place` counts from the bottom of the stack. */
export type PlacedCorrection = Correction & {
  readonly place: number;
  readonly talk: Talk;
  readonly position: Position;
};

const turnKey = Symbol('dialog turn');

/** Makes the turn visible to the talks that run in `context`. */
export function bindTurn(context: TurnContext, turn: DialogTurn): void {
  context.turnState.set(turnKey, turn);
}

/** The talks of the assistant on one botbuilder `DialogSet`, whose state lives in the turn's memory. */
export function createTalkSet(
  talks: readonly Talk[],
  words: EngineWords & CorrectionWords,
  stuckTalk: string,
): TalkSet {
  const byId = new Map(talks.map(talk => [talk.id, talk]));
  const engine = createEngine(words, stuckTalk);
  const set = new DialogSet();
  for (const talk of talks) set.add(new TalkDialog(talk, engine, words));

  return {
    ids: [...byId.keys()],
    kindOf: id => byId.get(id)?.kind,
    enter(context) {
      forgetUnknownTalks(turnOf(context));
      return contextIn(set, context);
    },
    active(dc) {
      const waiting = top(dc);
      if (!waiting) return undefined;
      const { talk, position } = waiting;
      const definition = talk.steps[position.step];
      const step = positionedStep(position, turnOf(dc.context));
      return {
        talk,
        step: position.step,
        options: position.options,
        choices: () => (definition?.kind === 'ask' ? definition.words(step).choices : []),
        identity: dc.stack.some(asksForNumber),
        read: () => read(definition, step),
        readWords: () => read(definition, { ...step, turn: { ...step.turn, understood: nothingUnderstood } }),
        correction: () => correction(dc),
      };
    },
    recall,
    remind: dc => recall(dc, 'remind'),
    async tell(dc, event) {
      for (const [place, instance] of [...dc.stack.entries()].toReversed()) {
        const talk = byId.get(instance.id);
        const course = talk && engine.reaction(talk, positionOf(instance), event, turnOf(dc.context));
        if (course) {
          dc.stack.splice(place + 1);
          await steer(dc, await course);
          return true;
        }
        if (talk?.kind !== 'aside' || event.kind !== 'verification') return false;
      }
      return false;
    },
    async correct(dc, { place, talk, position, ...correction }) {
      dc.stack.splice(place + 1);
      await steer(dc, await engine.correct(talk, position, correction, turnOf(dc.context)));
    },
    back(dc) {
      const waiting = top(dc);
      if (!waiting || !stepBack(waiting.position, waiting.talk)) return false;
      waiting.instance.state = waiting.position;
      return recall(dc, 'ask');
    },
  };

  function read(definition: StepDefinition | undefined, step: Step): Reading {
    return definition?.kind === 'ask' ? definition.read(step) : { kind: 'notMine' };
  }

  function recall(dc: DialogContext, how: Recall): boolean {
    const waiting = top(dc);
    return waiting !== undefined && engine.recall(how, waiting.talk, waiting.position, turnOf(dc.context));
  }

  function correction(dc: DialogContext): PlacedCorrection | undefined {
    for (const [place, instance] of [...dc.stack.entries()].toReversed()) {
      const talk = byId.get(instance.id);
      const position = positionOf(instance);
      const found = talk && correctionIn(talk, position, turnOf(dc.context), words);
      if (found) return { ...found, place, talk, position };
    }
    return undefined;
  }

  /** Also while something else is asked on top of it: people answer the older question. */
  function asksForNumber(instance: DialogInstance): boolean {
    const definition = byId.get(instance.id)?.steps[positionOf(instance).step];
    return definition?.kind === 'ask' && definition.sealed;
  }

  function top(dc: DialogContext) {
    const instance = dc.activeDialog;
    const talk = instance && byId.get(instance.id);
    return instance && talk ? { talk, instance, position: positionOf(instance) } : undefined;
  }

  /** An upgrade may have removed a talk: what lies on it in the stack cannot go on either. */
  function forgetUnknownTalks({ memory }: DialogTurn): void {
    const stack = memory.dialogs.dialogStack;
    const unknown = stack.findIndex(({ id }) => !byId.has(id));
    if (unknown !== -1) stack.splice(unknown);
  }
}

/**
 * What `DialogSet.createContext` would make, on the stack in the turn's memory, but without memory paths: expressions in declarative
 * dialogs look things up by them, talks do not, and to make them for each turn costs more than all else that botbuilder-dialogs does.
 */
function contextIn(set: DialogSet, context: TurnContext): DialogContext {
  const own: Pick<DialogContext, 'services' | 'dialogs' | 'context'> = {
    services: new TurnContextStateCollection(),
    dialogs: set,
    context,
  };
  const { dialogStack: stack } = turnOf(context).memory.dialogs;
  const state = { setValue() {} };
  return Object.assign(Object.create(DialogContext.prototype), own, { stack, state });
}

/** The turn that `bindTurn` made visible. */
export function turnOf(context: TurnContext): DialogTurn {
  return context.turnState.get(turnKey) as DialogTurn;
}

function positionOf(instance: DialogInstance): Position {
  return Position.parse(instance.state);
}

/** One talk as a botbuilder dialog: translates between its stack and the engine. */
class TalkDialog extends Dialog {
  readonly #talk: Talk;
  readonly #engine: Engine;
  readonly #words: EngineWords;

  constructor(talk: Talk, engine: Engine, words: EngineWords) {
    super(talk.id);
    this.#talk = talk;
    this.#engine = engine;
    this.#words = words;
  }

  override async beginDialog(dc: DialogContext, options?: object): Promise<DialogTurnResult> {
    return steer(dc, await this.#engine.begin(this.#talk, (options ?? {}) as JsonObject, turnOf(dc.context)));
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return steer(dc, await this.#engine.proceed(this.#talk, positionAtop(dc), turnOf(dc.context)));
  }

  /** A talk on top of this one has ended: either this talk opened it, or it was an aside. */
  override async resumeDialog(
    dc: DialogContext,
    _reason: DialogReason,
    result?: unknown,
  ): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const position = positionAtop(dc);
    if (position.child)
      return steer(dc, await this.#engine.resume(this.#talk, position, String(result), turn));
    turn.say(this.#words.goOn());
    this.#engine.recall('remind', this.#talk, position, turn);
    return Dialog.EndOfTurn;
  }
}

function steer(dc: DialogContext, course: Course): Promise<DialogTurnResult> {
  switch (course.kind) {
    case 'wait':
      stand(dc, course.position);
      return Promise.resolve(Dialog.EndOfTurn);
    case 'open':
      stand(dc, course.position);
      return dc.beginDialog(course.talk, course.options);
    case 'become':
      return dc.replaceDialog(course.talk, course.options);
    case 'end':
      return dc.endDialog(course.result);
  }
}

/** Whatever runs is on top of the stack. */
function stand(dc: DialogContext, position: Position): void {
  for (const running of dc.stack.slice(-1)) running.state = position;
}

/** Throws when nothing runs. */
function positionAtop(dc: DialogContext): Position {
  return Position.parse(dc.activeDialog?.state);
}
