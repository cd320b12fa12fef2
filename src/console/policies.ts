import type { Role } from './roles.ts';
import type { ConsoleUser } from './users.ts';

/** A sentence about a user: may they? Every route names the one that guards it; see routes.ts. */
export type Policy = (user: Pick<ConsoleUser, 'role'>) => boolean;

/** Everything that an admin may beyond the others needs a second factor: until there is one they count as an editor. */
export function actingRole({ role, factor }: Pick<ConsoleUser, 'role' | 'factor'>): Role {
  return role === 'admin' && !factor ? 'editor' : role;
}

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

/** Takes chats over, answers in them and gives them back. */
export const canTalkToVisitors: Policy = ({ role }) => {
  switch (role) {
    case 'agent':
    case 'editor':
    case 'admin':
      return true;
    case 'reader':
      return false;
  }
};

/** Says what messages mean, trains, and decides which model answers: what is taught wrongly reaches every visitor. */
export const canTeach: Policy = ({ role }) => {
  switch (role) {
    case 'editor':
    case 'admin':
      return true;
    case 'reader':
    case 'agent':
      return false;
  }
};

/** Every visitor is told of an incident at once. */
export const canDeclareIncidents: Policy = canTeach;

/** Somebody has to be able to free a chat whose holder has gone home. */
export const canReleaseForOthers: Policy = ({ role }) => role === 'admin';

/** What is sealed is for whoever works on the case, see unmask/; an admin may ask for it in any. */
export const canUnmaskAny: Policy = ({ role }) => role === 'admin';

/** Who works here, as what, and with which tokens programs come. */
export const canManagePeople: Policy = ({ role }) => role === 'admin';

/** What everybody did, by name. */
export const canReadAudit: Policy = ({ role }) => role === 'admin';

/** Erasing cannot be undone, and a copy of everything about somebody leaves the house. */
export const canCarryOutPrivacy: Policy = ({ role }) => role === 'admin';

/** Transcripts are redacted, but a file of thousands is another thing than a page of one. */
export const canExport: Policy = canTeach;
