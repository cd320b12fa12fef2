/** What a token may fetch. */
export const scopes = ['transcripts', 'numbers'] as const;
export type Scope = (typeof scopes)[number];
