import { type ChannelName, channelNames } from './conversation-store.ts';
import type { ArrivalId } from './inbox.ts';

/** Keys begin with the name of their channel. */
export function channelOf({ key }: Pick<ArrivalId, 'key'>): ChannelName | undefined {
  return channelNames.find(name => key.startsWith(`${name}:`));
}
