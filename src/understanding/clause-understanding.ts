import { type Clause, clausesOf } from './clauses.ts';
import { clean } from './clean.ts';
import { deniesTopic } from './denial.ts';
import type { Lexicon } from './lexicon.ts';
import { countMeaningful, messageParts } from './message-parts.ts';
import { sureOfPart, twoRequests } from './second-request.ts';
import {
  canExplain,
  canRank,
  type Entity,
  type Explaining,
  type Ranking,
  type Understanding,
  type Understood,
} from './understanding.ts';

/**
 * Lets `inner` see only what a message means: not what it denies ("bukan lupa sandi, tapi OTP-nya ga masuk"), not what it
 * takes back ("eh salah, maksudnya email"). Two requests in one message become `intent` and `also`.
 */
export function createClauseUnderstanding<T extends Understanding>(
  inner: T,
  lexicon: Lexicon,
): Understanding & Partial<Explaining & Ranking> {
  const understand = (text: string): Understood => {
    const clauses = clausesOf(clean(text), lexicon);
    const meant = clauses.filter(({ stance }) => stance === 'meant');
    if (meant.length === clauses.length) return withSecondRequest(inner, inner.understand(text), clauses);
    if (isEmpty(meant)) return clauses.every(isDenial) ? denied(inner, text) : inner.understand(text);
    return understandMeant(text, clauses, meant);
  };

  function understandMeant(text: string, clauses: readonly Clause[], meant: readonly Clause[]): Understood {
    const alone = inner.understand(textOf(meant));
    const whole = inner.understand(text);
    if (alone.kind !== 'understood' && whole.kind === 'understood') {
      // "bukan ga dapet kode, cuma ga tembus" needs its context; but what was taken back must not return through it.
      const takenBack = clauses.filter(({ stance }) => stance !== 'meant').flatMap(({ words }) => words);
      const gone = inner.understand(takenBack.filter(word => word !== 'bukan').join(' '));
      if (gone.intent !== whole.intent) return whole;
    }
    return {
      ...withSecondRequest(inner, alone, meant),
      entities: withPersonal(alone.entities, whole.entities),
    };
  }

  const ranking = canRank(inner) ? { rank: inner.rank } : {};
  if (!canExplain(inner)) return { understand, ...ranking };
  return {
    understand,
    ...ranking,
    explain(text) {
      const meant = clausesOf(clean(text), lexicon).filter(({ stance }) => stance === 'meant');
      return inner.explain(isEmpty(meant) ? text : textOf(meant));
    },
  };
}

/** Given once, these hold for the whole message: "nik saya ..., lupa sandi, eh salah, lupa email". */
const personal: ReadonlySet<Entity['type']> = new Set(['nik', 'kpj', 'phone', 'email', 'refusedRoute']);

function withPersonal(entities: readonly Entity[], all: readonly Entity[]): readonly Entity[] {
  const missing = all.filter(
    ({ type }) => personal.has(type) && !entities.some(entity => entity.type === type),
  );
  return missing.length === 0 ? entities : [...missing, ...entities];
}

/** A denial without anything beside it answers like a bare "bukan". */
function denied(inner: Understanding, text: string): Understood {
  return { ...inner.understand('bukan'), entities: inner.understand(text).entities };
}

function isDenial({ stance, words }: Clause): boolean {
  return stance === 'denied' && deniesTopic(words);
}

function withSecondRequest(inner: Understanding, whole: Understood, clauses: readonly Clause[]): Understood {
  const parts = messageParts(clauses);
  if (parts.length < 2) return whole;
  const understood = parts.map(({ text, asks }) => ({ ...inner.understand(text), asks }));
  const sure = understood.every(({ kind, confidence }) => kind === 'understood' && confidence >= sureOfPart);
  const both = sure ? twoRequests(whole, understood) : undefined;
  if (both === undefined) return whole;
  const { first, also } = both;
  // An intent with kinds is never one of two requests.
  const { intentKind: _, ...rest } = whole;
  return {
    ...rest,
    kind: 'understood',
    intent: first.intent,
    confidence: first.confidence,
    choices: [],
    also,
  };
}

function isEmpty(clauses: readonly Clause[]): boolean {
  return countMeaningful(clauses) === 0;
}

/** Without the sign between them two clauses would make word pairs that nobody wrote; the scanner drops the comma. */
function textOf(clauses: readonly Clause[]): string {
  return clauses.map(({ text }) => text).join(', ');
}
