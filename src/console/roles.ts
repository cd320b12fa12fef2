/**
 * What somebody of the support team is here for. `reader` reads, `agent` also talks to visitors, `editor` also corrects what
 * the bot learnt, `admin` also looks after people and settings. Which of them may do what is said in policies.ts only.
 */
export const roles = ['reader', 'agent', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];
