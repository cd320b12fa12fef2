import { conversations } from './0001-conversations.ts';

export interface Migration {
  /** Never changed once released: databases remember it. */
  readonly name: string;
  readonly sql: string;
}

/** In order; only ever appended to. */
export const allMigrations: readonly Migration[] = [{ name: '0001-conversations', sql: conversations }];
