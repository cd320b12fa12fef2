import type { JsonObject } from '../conversations/conversation-store.ts';
import { numbered } from '../dialogs/choices.ts';
import { type CommandName, commandIn, firmCommands, saysOnly } from '../dialogs/commands.ts';
import type { Dialogs } from '../dialogs/create-dialogs.ts';
import { fraudIntent, fraudOf, isUrgent } from '../dialogs/fraud-told.ts';
import type { ActiveStep, PlacedCorrection } from '../dialogs/kit.ts';
import type { Memory } from '../dialogs/memory.ts';
import { plain, plainForm } from '../dialogs/plain.ts';
import type { IntentInfo } from '../understanding/create-understanding.ts';
import type { Understood } from '../understanding/understanding.ts';

/** What a message of the user leads to. Decided here, without any effect; carried out by the support bot. */
export type Route =
  | { readonly kind: 'command'; readonly name: CommandName }
  /** An earlier answer was wrong: back to it, the others stay. */
  | { readonly kind: 'correct'; readonly correction: PlacedCorrection }
  /** It is for the step that waits: an answer, or something that the step has to ask again. */
  | { readonly kind: 'continue' }
  /** `onTop`: the talk that waits goes on afterwards. `instead`: it is left. */
  | {
      readonly kind: 'begin';
      readonly talk: string;
      readonly options: JsonObject;
      readonly how: 'onTop' | 'instead';
    }
  /** An old button, or the same one twice: nothing happens again, the open question is recalled. */
  | { readonly kind: 'remind' }
  /** Another topic in the middle of a form: not now. */
  | { readonly kind: 'finishThisFirst' };

interface Crossroads {
  readonly text: string;
  readonly understood: Understood;
  readonly active: ActiveStep | undefined;
  /** What we promised to ask about later works already, the user says. */
  readonly solvedMeanwhile: boolean;
  readonly memory: Memory;
  readonly dialogs: Dialogs;
  readonly intents: ReadonlyMap<string, IntentInfo>;
}

/** These leave any form at once: another way of solving it, or a danger. */
const leavesForms = new Set(['guide', 'lost-contact', 'scam-guard']);

/** Asking for a person in the middle of a form notes it and keeps the form, unless the form is given up with it. */
const besideForms = new Set(['talk-to-agent']);

/**
 * A fraud comes before any answer to the open question: a code must not be coached out of somebody. Less sure than this, and nothing
 * urgent told, it comes only where the question finds no answer: "linknya aman?" asks about our own page.
 */
const sureAlarm = 0.8;

export function route(at: Crossroads): Route {
  if (at.active?.talk.kind === 'offer' && at.active.read().kind !== 'notMine') return { kind: 'continue' };
  const command = commandIn(at.text, at.dialogs.commands);
  if (command && comesFirst(command, at)) return { kind: 'command', name: command };
  const reading = at.active?.read() ?? { kind: 'notMine' };
  if (raisesAlarm(at, reading.kind === 'answer')) return beginIntent(at, fraudIntent);
  if (isOldButton(at)) return { kind: 'remind' };
  const offered = offeredIn(at);
  const chosen = reading.kind === 'answer' && firmCommands.find(name => name === reading.value);
  if (chosen) return { kind: 'command', name: chosen };
  if (reading.kind !== 'notMine') return { kind: 'continue' };
  const correction = at.active?.correction();
  if (correction) return { kind: 'correct', correction };
  if (command) return { kind: 'command', name: command };
  return offered ? beginIntent(at, offered.intent) : asUnderstood(at);
}

function raisesAlarm({ text, understood }: Crossroads, isAnswer: boolean): boolean {
  if (understood.kind !== 'understood' || understood.intent !== fraudIntent) return false;
  return !isAnswer || understood.confidence >= sureAlarm || isUrgent(fraudOf({ text, understood }));
}

/** Offered beside no question, and picked by its title or its number. */
function offeredIn({ text, memory: { offered } }: Crossroads) {
  const said = plain(text);
  return offered.find(({ title }) => plainForm(title) === said) ?? numbered(said, offered);
}

function asUnderstood(at: Crossroads): Route {
  if (!at.active && at.solvedMeanwhile) return begin('way-out', { by: 'solved' });
  if (at.understood.kind === 'understood') return beginIntent(at, at.understood.intent);
  if (at.active) return { kind: 'continue' };
  return begin(at.understood.kind === 'unsure' ? 'clarify' : 'fallback');
}

/** "gak ngerti" about an open question is no "tidak". */
function comesFirst(command: CommandName, at: Crossroads): boolean {
  const { active } = at;
  if (command === 'cancel' && isOwnAnswer(at)) return false;
  return firmCommands.some(name => name === command) || (command === 'explain' && active !== undefined);
}

/** "Tidak jadi" to "jadi dihapus?" answers that question; it ends nothing else. */
function isOwnAnswer({ text, active, dialogs }: Crossroads): boolean {
  const answers = active?.choices().flatMap(({ title, also, whole }) => [title, ...also, ...whole]) ?? [];
  return saysOnly(text, answers, dialogs.commands);
}

function beginIntent(at: Crossroads, intent: string): Route {
  const { active, dialogs, intents } = at;
  const talk = intents.get(intent)?.opens;
  if (talk === undefined) return active ? { kind: 'continue' } : begin('menu');
  const options = { intent };
  if (!active) return begin(talk, options);
  if (dialogs.talks.kindOf(talk) === 'aside')
    return { kind: 'begin', talk, options: { ...options, onTop: true }, how: 'onTop' };
  // "gabisa login" said again is no new topic, but an answer that was not understood.
  if (active.talk.id === talk && active.options.intent === intent) return { kind: 'continue' };
  if (active.talk.kind === 'form' && besideForms.has(talk))
    return givesUp(at)
      ? begin(talk, { ...options, stopped: true })
      : { kind: 'begin', talk, options, how: 'onTop' };
  if (active.talk.kind === 'form' && !leavesForms.has(talk)) return { kind: 'finishThisFirst' };
  return begin(talk, options);
}

/** "Gajadi deh, petugas aja": whoever says so wants no form kept. */
function givesUp({ text, dialogs }: Crossroads): boolean {
  const said = ` ${plain(text)} `;
  return dialogs.commands.cancel.some(phrase => said.includes(` ${plainForm(phrase)} `));
}

/** A button that was offered lately, but is not among the answers to what is open now. */
function isOldButton({ active, memory, text, intents }: Crossroads): boolean {
  if (!active) return false;
  const said = plain(text);
  // The title of an intent ("Lupa kata sandi") names a topic, however old its button is.
  if ([...intents.values()].some(({ title }) => plainForm(title) === said)) return false;
  if (!memory.recentTitles.some(title => plainForm(title) === said)) return false;
  const choices = active.choices();
  // At a step that an upgrade removed nothing can be recalled.
  if (choices.length === 0) return false;
  return !choices.some(({ title, also, whole }) =>
    [title, ...also, ...whole].some(form => plainForm(form) === said),
  );
}

function begin(talk: string, options: JsonObject = {}): Route {
  return { kind: 'begin', talk, options, how: 'instead' };
}
