/** How far somebody has read, kept in their browser: ids of conversations and numbers, nothing that was said. */
export interface ReadMarks {
  /** ISO 8601: what was said before this person came here for the first time is not news. */
  readonly since: string;
  /** Of conversations that were opened, the latest last: how many messages there were. */
  readonly seen: readonly (readonly [id: string, messages: number])[];
}

const mostKept = 1_000;

export function readMarks(user: string, now: Date): ReadMarks {
  try {
    const { since, seen } = JSON.parse(localStorage.getItem(keyOf(user)) ?? '');
    if (typeof since === 'string' && Array.isArray(seen)) return { since, seen: seen.filter(isMark) };
  } catch {
    // Nothing is kept, what is kept is not ours, or the browser keeps nothing at all.
  }
  const marks = { since: now.toISOString(), seen: [] };
  keep(user, marks);
  return marks;
}

/** The marks once `id` has been read as far as `messages`. */
export function markRead(user: string, marks: ReadMarks, id: string, messages: number): ReadMarks {
  if ((seenOf(marks, id) ?? -1) >= messages) return marks;
  const others = marks.seen.filter(([other]) => other !== id);
  const marked = { since: marks.since, seen: [...others, [id, messages] as const].slice(-mostKept) };
  keep(user, marked);
  return marked;
}

export function isUnread(
  marks: ReadMarks,
  { id, updatedAt, messageCount }: { id: string; updatedAt: string; messageCount: number },
): boolean {
  const seen = seenOf(marks, id);
  return seen === undefined ? updatedAt > marks.since : messageCount > seen;
}

function seenOf({ seen }: ReadMarks, id: string): number | undefined {
  return seen.find(([other]) => other === id)?.[1];
}

function keep(user: string, marks: ReadMarks): void {
  try {
    localStorage.setItem(keyOf(user), JSON.stringify(marks));
  } catch {
    // Then it lasts until the page is closed.
  }
}

function keyOf(user: string): string {
  return `konsol-dibaca-${user}`;
}

function isMark(mark: unknown): mark is readonly [string, number] {
  return Array.isArray(mark) && typeof mark[0] === 'string' && typeof mark[1] === 'number';
}
