import type { Insight, Utterance } from '../conversations/message.ts';
import { redact } from '../conversations/redact.ts';
import { type FraudKind, heardOfFraud } from '../dialogs/fraud-told.ts';
import type { ActiveStep } from '../dialogs/kit.ts';
import type { Memory } from '../dialogs/memory.ts';
import { isForSomebodyElse } from '../dialogs/readers.ts';
import type { Entity, Understood } from '../understanding/understanding.ts';
import { expectsCode } from './code-expected.ts';
import type { FromAgent } from './inbound-message.ts';
import type { TurnRecord } from './record/turn-record.ts';

/** What was masked in the user's text, and how it was understood. */
export interface Heard {
  readonly understood: Understood;
  readonly secret: 'code' | 'password' | undefined;
  /** Longer than what is read at once. */
  readonly tooLong: boolean;
}

/** Longer messages are read only so far; nothing linear or worse ever touches more. */
export const longestRead = 1_000;

/** The user's message as it may be kept: masked for the question that is open, with what was understood. */
export function hear(
  { turn, keepMasked }: TurnRecord,
  text: string,
  understood: Understood,
  position: ActiveStep | undefined,
) {
  const { memory } = turn;
  const redacted = redact(text, {
    identityStep: position?.identity ?? false,
    codeExpected: expectsCode(memory, turn.now),
    recentDigits: memory.recentDigits,
  });
  keepMasked(redacted.text);
  if (understood.kind === 'understood' && understood.intent === 'complaint') memory.upset = true;
  if (isForSomebodyElse(understood.entities)) memory.onBehalf ??= 'unasked';
  noteFraud(memory, heardOfFraud(text, understood));
  const utterance: Utterance = {
    from: 'user',
    text: redacted.text,
    insight: insightOf(understood),
    ...(position ? { dialog: position.talk.id, step: position.step } : {}),
  };
  const heard: Heard = { understood, secret: secretIn(redacted.found), tooLong: text.length > longestRead };
  return { utterance, heard, mostlyDigits: redacted.mostlyDigits };
}

/** What was heard holds for the message after it: that one says whether it is meant. */
function noteFraud(memory: Memory, told: FraudKind | undefined): void {
  const before = memory.fraudHeard;
  if (told) memory.fraudHeard = { told, answered: false };
  else memory.fraudHeard = before && !before.answered ? { ...before, answered: true } : undefined;
}

function insightOf({ intent, confidence, kind, entities }: Understood): Insight {
  const because = [...new Set(entities.flatMap(namedIn))];
  return { intent, confidence, kind, ...(because.length > 0 && { because }) };
}

/** Only what the content has a name for: everything else is somebody's own words or numbers. */
function namedIn(entity: Entity): string[] {
  switch (entity.type) {
    case 'errorMessage':
    case 'symptom':
    case 'segment':
      return [entity.value];
    case 'nik':
    case 'kpj':
    case 'phone':
    case 'email':
    case 'route':
    case 'refusedRoute':
    case 'duration':
    case 'date':
      return [];
  }
}

/** What a person of the support team writes is masked like everything else before it is kept and shown. */
export function hearAgent(
  { turn, utterances }: TurnRecord,
  { agent, text }: Extract<FromAgent, { kind: 'reply' }>,
): void {
  const { memory } = turn;
  turn.clearTimer('agent-silent');
  const redacted = redact(text, {
    identityStep: false,
    codeExpected: expectsCode(memory, turn.now),
    recentDigits: memory.recentAgentDigits,
  });
  memory.recentAgentDigits = redacted.mostlyDigits;
  utterances.push({ from: 'agent', text: redacted.text, name: agent.name });
}

function secretIn(found: ReadonlySet<string>): Heard['secret'] {
  if (found.has('password')) return 'password';
  return found.has('code') ? 'code' : undefined;
}
