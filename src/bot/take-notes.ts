import type { CaseNotes } from '../conversations/case-notes.ts';
import type { CaseFacts } from '../dialogs/turn.ts';

/** The notes with what has just become known; each cause and each kind of attempt is kept once, the latest last. */
export function withFacts(notes: CaseNotes, { cause, tried, ...facts }: CaseFacts, at: string): CaseNotes {
  const causes = cause ? [...notes.causes.filter(other => other !== cause), cause] : notes.causes;
  const attempts = tried
    ? [...notes.tried.filter(({ kind }) => kind !== tried), { kind: tried, at }]
    : notes.tried;
  return { ...notes, ...facts, causes, tried: attempts };
}
