import type { Agent, CaseNotes, Rating } from '../../conversations/case-notes.ts';
import type { Conversation, Holder, Outcome } from '../../conversations/conversation-store.ts';
import type { DeskWork } from '../../conversations/desk-work.ts';
import type { Memory } from '../../dialogs/memory.ts';
import type { DialogTurn } from '../../dialogs/turn.ts';
import type { Random } from '../../time-and-chance.ts';
import { meantFor } from '../desk-changes.ts';
import { makeTicket } from '../make-ticket.ts';
import { withFacts } from '../take-notes.ts';

interface CaseParts {
  /** As it was before this turn. */
  readonly before: Pick<Conversation, 'outcome' | 'holder' | 'agent' | 'notes' | 'rating' | 'desk'>;
  readonly memory: Memory;
  readonly now: number;
  readonly random: Random;
  /** Whoever can log in is never asked again whether they can. */
  readonly dropFollowUps: () => void;
}

/** What is kept beside the chat, as this turn leaves it. */
export interface CaseAfterTurn {
  readonly outcome: Outcome;
  readonly holder: Holder;
  /** Who holds the chat, while a person does. */
  readonly agent: Agent | undefined;
  readonly notes: CaseNotes;
  readonly rating: Rating | undefined;
  readonly desk: DeskWork | undefined;
}

export interface CaseRecord {
  readonly after: CaseAfterTurn;
  /** What the support team keeps beside the chat is from now on this. */
  keepBeside(desk: DeskWork): void;
  /** From now on `agent` speaks, and the bot is silent. */
  holdFor(agent: Agent): void;
  /** Nobody of the support team holds the chat any more. */
  giveBack(): void;
  /** The user's text as it may be kept: what a comment is made of. */
  keepMasked(text: string): void;
  readonly turn: Pick<
    DialogTurn,
    | 'outcome'
    | 'setOutcome'
    | 'handOver'
    | 'ticketOfWaiting'
    | 'stopWaiting'
    | 'note'
    | 'rate'
    | 'commentOnRating'
  >;
}

export function recordCase({ before, memory, now, random, dropFollowUps }: CaseParts): CaseRecord {
  const { outcome, holder, agent, notes, rating, desk } = before;
  const after = { outcome, holder, agent, notes, rating, desk };
  const at = new Date(now).toISOString();
  let masked = '';

  return {
    after,
    keepBeside(work) {
      after.desk = work;
    },
    holdFor(person) {
      after.holder = 'person';
      after.agent = person;
      if (after.desk?.assignee) after.desk = meantFor(after.desk);
    },
    giveBack() {
      after.holder = 'bot';
      after.agent = undefined;
    },
    keepMasked(text) {
      masked = text;
    },
    turn: {
      outcome: () => after.outcome,
      setOutcome(reached) {
        after.outcome = reached;
        if (reached === 'solved') dropFollowUps();
        if (reached === 'solved' || reached === 'reset') memory.upset = false;
      },
      handOver() {
        const ticket = after.notes.ticket ?? makeTicket(random);
        after.holder = 'waiting';
        after.outcome = 'handedOver';
        after.notes = { ...after.notes, ticket, personWantedAt: at };
        return ticket;
      },
      ticketOfWaiting: () => (after.holder === 'waiting' ? after.notes.ticket : undefined),
      stopWaiting() {
        if (after.holder === 'waiting') after.holder = 'bot';
      },
      note(facts) {
        after.notes = withFacts(after.notes, facts, at);
      },
      rate(score) {
        after.rating = { score, at };
      },
      commentOnRating() {
        if (after.rating) after.rating = { ...after.rating, comment: shortened(masked) };
      },
    },
  };
}

/** A comment is a sentence or two. */
const longestComment = 500;

function shortened(text: string): string {
  const letters = [...text.trim()];
  return letters.length <= longestComment ? text.trim() : `${letters.slice(0, longestComment - 1).join('')}…`;
}
