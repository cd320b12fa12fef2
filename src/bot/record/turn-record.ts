import { createHash } from 'node:crypto';
import type { AccountService } from '../accounts/account-service.ts';
import type { Agent, CaseNotes, Rating } from '../conversations/case-notes.ts';
import type { Conversation, Holder, Outcome, Timer } from '../conversations/conversation-store.ts';
import type { DeskWork } from '../conversations/desk-work.ts';
import type { Taken, Utterance } from '../conversations/message.ts';
import type { Sealer } from '../conversations/seal.ts';
import type { Words } from '../dialogs/copy.ts';
import { dropFollowUps } from '../dialogs/follow-ups.ts';
import { memoryOf } from '../dialogs/kept-memory.ts';
import type { DialogTurn, Erasing, SayExtras, TurnEvent } from '../dialogs/turn.ts';
import type { DedupeKey } from '../ids.ts';
import type { Incident } from '../incidents/incident-store.ts';
import type { Random } from '../time-and-chance.ts';
import { nothingUnderstood, type Understood } from '../understanding/understanding.ts';
import { meantFor } from './desk-changes.ts';
import { makeTicket } from './make-ticket.ts';
import { createNeverTwice, type Rewording } from './never-twice.ts';
import { withFacts } from './take-notes.ts';

/** Everything that one turn produces, collected while the dialogs run and committed at once afterwards. */
export interface TurnRecord {
  readonly turn: DialogTurn;
  /** What was said, in order. */
  readonly utterances: Utterance[];
  readonly outcome: Outcome;
  readonly holder: Holder;
  /** Who holds the chat, while a person does. */
  readonly agent: Agent | undefined;
  readonly notes: CaseNotes;
  readonly rating: Rating | undefined;
  readonly timers: readonly Timer[];
  readonly desk: DeskWork | undefined;
  /** What the support team keeps beside the chat is from now on this. */
  keepBeside(desk: DeskWork): void;
  /** From now on `agent` speaks, and the bot is silent. */
  holdFor(agent: Agent): void;
  /** Nobody of the support team holds the chat any more. */
  giveBack(): void;
  /** What was made of the user's text; absent while nothing was. */
  readonly taken: Taken | undefined;
  takeAs(taken: Taken): void;
  /** The user's text as it may be kept: what a comment is made of. */
  keepMasked(text: string): void;
  /** Instead of keeping anything of this, everything about the user is removed. */
  readonly erasing: Erasing | undefined;
}

interface TurnInput {
  readonly conversation: Conversation;
  readonly key: DedupeKey;
  readonly now: number;
  readonly text: string;
  readonly understood: Understood | undefined;
  readonly event: TurnEvent | undefined;
  readonly accounts: AccountService;
  readonly sealer: Sealer;
  readonly random: Random;
  readonly incident: Incident | undefined;
  readonly titleOf: (intent: string) => string;
  readonly rewording: Rewording;
}

export function recordTurn(input: TurnInput): TurnRecord {
  const { conversation, now } = input;
  const memory = memoryOf(conversation.state);
  const utterances: Utterance[] = [];
  const ordinals = new Map<string, number>();
  let { outcome, holder, agent, notes, rating, desk } = conversation;
  let masked = '';
  const at = new Date(now).toISOString();
  let timers = [...conversation.timers];
  let erasing: Erasing | undefined;
  let taken: Taken | undefined;

  const before = memory.lastSaid;
  const neverTwice = createNeverTwice({
    ...input.rewording,
    before,
    now: () => utterances.map(({ text }) => text),
  });

  /** Choices and link belong under the last bubble, also when that one was said already. */
  const utter = (words: Words, extras: SayExtras) => {
    if (extras.choices) {
      memory.recentTitles = [...extras.choices.map(({ title }) => title), ...memory.recentTitles].slice(
        0,
        titlesKept,
      );
    }
    utterances.push(...words.map(text => ({ from: 'bot', text }) as const));
    memory.lastSaid = utterances.map(({ text }) => text);
    const last = utterances.pop();
    if (last) utterances.push({ ...last, ...extras });
  };

  const effectKey = (operation: string) => {
    const ordinal = (ordinals.get(operation) ?? 0) + 1;
    ordinals.set(operation, ordinal);
    return `${input.key}:${operation}:${ordinal}`;
  };

  const turn: DialogTurn = {
    conversation: conversation.id,
    channel: conversation.channel,
    incident: input.incident,
    now,
    text: input.text,
    understood: input.understood ?? nothingUnderstood,
    entities: input.understood?.entities ?? [],
    event: input.event,
    memory,
    accounts: input.accounts,
    say: (words, extras = {}) => utter(neverTwice.fresh(words), extras),
    sayAgain: (words, extras = {}) => utter([neverTwice.again(words)], extras),
    offer(words, intents) {
      turn.offerChoices(
        words,
        [...new Set(intents)].map(intent => ({ title: input.titleOf(intent), intent })),
      );
    },
    offerChoices(words, offered) {
      const titles = offered.map(({ title }) => title);
      memory.offered = [...offered];
      const last = words.at(-1) ?? '';
      const wordings = [last, ...input.rewording.otherWordings(last)].map(text =>
        nameChoices(text, titles, input.rewording.choicesAre),
      );
      turn.say([...words.slice(0, -1), neverTwice.firstUnsaid(wordings)], {
        choices: titles.map(value => ({ title: shortTitle(value), value })),
      });
    },
    kept: { since: conversation.startedAt, messages: conversation.lastSequence },
    eraseEverything(request) {
      erasing = { request };
    },
    outcome: () => outcome,
    setOutcome(reached) {
      outcome = reached;
      // Whoever can log in is never asked again whether they can.
      if (reached === 'solved') dropFollowUps(turn);
      if (reached === 'solved' || reached === 'reset') memory.upset = false;
    },
    handOver() {
      holder = 'waiting';
      outcome = 'handedOver';
      const ticket = notes.ticket ?? makeTicket(input.random);
      notes = { ...notes, ticket, personWantedAt: at };
      return ticket;
    },
    ticketOfWaiting: () => (holder === 'waiting' ? notes.ticket : undefined),
    stopWaiting() {
      if (holder === 'waiting') holder = 'bot';
    },
    note(facts) {
      notes = withFacts(notes, facts, at);
    },
    rate(score) {
      rating = { score, at };
    },
    commentOnRating() {
      if (rating) rating = { ...rating, comment: shortened(masked) };
    },
    setTimer(name, milliseconds, payload) {
      const timer: Timer = {
        // Hashed, so that a timer set by a timer set by a timer does not have an ever longer key.
        id: shortHash(effectKey(`timer-${name}`)),
        name,
        dueAt: new Date(now + milliseconds).toISOString(),
        ...(payload ? { payload } : {}),
      };
      timers = [...timers.filter(other => other.name !== name), timer];
    },
    clearTimer(name) {
      timers = timers.filter(timer => timer.name !== name);
    },
    hasTimer: name => timers.some(timer => timer.name === name && timer.id !== input.key),
    seal: plain => input.sealer.seal(plain, conversation.id),
    unseal: (sealed, until) => (until > now ? input.sealer.open(sealed, conversation.id) : undefined),
    effectKey,
  };

  return {
    turn,
    utterances,
    get outcome() {
      return outcome;
    },
    get holder() {
      return holder;
    },
    get agent() {
      return agent;
    },
    get notes() {
      return notes;
    },
    get rating() {
      return rating;
    },
    get erasing() {
      return erasing;
    },
    get timers() {
      return timers;
    },
    get desk() {
      return desk;
    },
    keepBeside(work) {
      desk = work;
    },
    get taken() {
      return taken;
    },
    takeAs(given) {
      taken = given;
    },
    holdFor(person) {
      holder = 'person';
      agent = person;
      if (desk?.assignee) desk = meantFor(desk);
    },
    giveBack() {
      holder = 'bot';
      agent = undefined;
    },
    keepMasked(text) {
      masked = text;
    },
  };
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** A comment is a sentence or two. */
const longestComment = 500;

function shortened(text: string): string {
  const letters = [...text.trim()];
  return letters.length <= longestComment ? text.trim() : `${letters.slice(0, longestComment - 1).join('')}…`;
}

/** Not everybody sees buttons: the last bubble tells what can be chosen. */
function nameChoices(text: string, titles: readonly string[], choicesAre: Rewording['choicesAre']): string {
  const named = choicesAre({ titles: titles.map(title => `"${title}"`).join(', ') });
  return [text, ...named].join(' ');
}

/** The longest that a button may show (docs/decisions/0009). */
const longestTitle = 30;

function shortTitle(title: string): string {
  const letters = [...title];
  return letters.length <= longestTitle
    ? title
    : `${letters
        .slice(0, longestTitle - 1)
        .join('')
        .trim()}…`;
}

/** Those of about the last three questions. */
const titlesKept = 15;
