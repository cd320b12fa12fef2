import type { ComponentType } from 'preact';
import type { PresentedIntent, PresentedUser } from '../../console/presented.ts';
import { channelsArea } from './channels/area.tsx';
import { conversationsArea } from './conversations/area.tsx';
import { learningArea } from './learning/area.tsx';
import { numbersArea } from './numbers/area.tsx';

/** A part of the console with pages of its own, in a folder of its own. */
export interface Area {
  /** In the address: `#/{name}`. */
  readonly name: string;
  /** In the navigation. */
  readonly title: string;
  readonly Page: ComponentType<AreaProps>;
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
export const areas: readonly [Area, ...Area[]] = [conversationsArea, learningArea, numbersArea, channelsArea];
