import type { ComponentType } from 'preact';
import type { PresentedIntent, PresentedUser } from '../../console/presented.ts';
import { accountArea } from './account/area.tsx';
import { auditArea } from './audit/area.tsx';
import { channelsArea } from './channels/area.tsx';
import { contentArea } from './content/area.tsx';
import { conversationsArea } from './conversations/area.tsx';
import { queueArea } from './desk/queue-area.tsx';
import { learningArea } from './learning/area.tsx';
import { numbersArea } from './numbers/area.tsx';
import { rightsArea } from './rights/area.tsx';

/** A part of the console with pages of its own, in a folder of its own. */
export interface Area {
  /** In the address: `#/{name}`. */
  readonly name: string;
  /** In the navigation. */
  readonly title: string;
  readonly Page: ComponentType<AreaProps>;
  /** Whose navigation it is in; everybody's when left out. The server decides by itself what it answers. */
  readonly isFor?: (user: PresentedUser) => boolean;
}

export interface AreaProps {
  /** What the address names within the area, or empty. */
  readonly opened: string;
  readonly user: PresentedUser;
  readonly intents: readonly PresentedIntent[];
  readonly titleOf: (intent: string) => string;
  readonly onExpired: () => void;
}

/** In the order of the navigation; the first one is where everybody begins. */
export const areas: readonly [Area, ...Area[]] = [
  conversationsArea,
  queueArea,
  learningArea,
  numbersArea,
  contentArea,
  channelsArea,
  rightsArea,
  auditArea,
];

/** All that an address can name; one's own account is reached by one's name, not by the navigation. */
export function areasOf(user: PresentedUser): readonly Area[] {
  return [...areas.filter(isFor(user)), accountArea];
}

export function isFor(user: PresentedUser): (area: Area) => boolean {
  return area => area.isFor?.(user) ?? true;
}
