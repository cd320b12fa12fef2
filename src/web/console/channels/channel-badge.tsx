import type { ChannelName } from '../../../conversations/conversation-store.ts';
import { channelNames } from '../strings.ts';

/** Named in words: a colour alone tells nobody anything. */
export function ChannelBadge({ channel }: { channel: ChannelName }) {
  return <span class={`badge channel-${channel}`}>{channelNames[channel]}</span>;
}
