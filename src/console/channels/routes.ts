import type { ConsoleRoute } from '../mount-routes.ts';
import { canReadConversations, canTalkToVisitors } from '../policies.ts';
import type { ChannelDesk } from './channel-desk.ts';
import { createLookAfterChannels } from './look-after-channels.ts';

export function channelRoutes(api: string, desk: ChannelDesk): readonly ConsoleRoute[] {
  const { show, retry } = createLookAfterChannels(desk);
  return [
    { method: 'get', path: `${api}/channels`, allows: canReadConversations, handle: show },
    { method: 'post', path: `${api}/channels/retry`, allows: canTalkToVisitors, handle: retry },
  ];
}
