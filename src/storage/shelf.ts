import type { z } from 'zod';

/**
 * Small records, each under an id of its own and so few that all can be read at once, e.g. API tokens. Adapters: a file
 * (`file-shelf.ts`), a table (`postgres/postgres-shelf.ts`).
 */
export interface Shelf<T> {
  /** Absent is a value. */
  get(id: string): Promise<T | undefined>;
  /** In no particular order. */
  all(): Promise<readonly T[]>;
  /** Those in which each of these fields has this value; one without the field does not. In no particular order. */
  matching(fields: Readonly<Record<string, string>>): Promise<readonly T[]>;
  /**
   * `next` makes of what is there (`undefined`: nothing) what shall be (`undefined`: nothing); the same object changes
   * nothing. It runs again when somebody else was faster. Answers what is there afterwards, durably.
   */
  change(id: string, next: (before: T | undefined) => T | undefined): Promise<T | undefined>;
}

export type OpenShelf = <S extends z.ZodType>(name: string, item: S) => Shelf<z.infer<S>>;
