import type { ConsoleUser } from './users.ts';

/** A sentence about a user: may they? Every route names the one that guards it; see routes.ts. */
export type Policy = (user: Pick<ConsoleUser, 'role'>) => boolean;

/** Transcripts are redacted before they are written, so the whole team may read them. */
export const canReadConversations: Policy = ({ role }) => {
  switch (role) {
    case 'reader':
    case 'agent':
    case 'editor':
    case 'admin':
      return true;
  }
};

/** Whoever is logged in may see who they are. */
export const canSeeThemselves: Policy = () => true;
