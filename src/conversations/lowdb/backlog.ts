import type { ChannelName } from '../conversation-store.ts';
import type { Backlog } from '../settlement.ts';

/** Counts what waits, by channel. */
export function countBacklog(
  waiting: Iterable<readonly [channel: ChannelName | undefined, since: string]>,
): readonly Backlog[] {
  const backlogs = new Map<ChannelName, Backlog>();
  for (const [channel, since] of waiting) {
    if (channel === undefined) continue;
    const { waiting: before, oldest } = backlogs.get(channel) ?? { waiting: 0, oldest: since };
    const earlier = since.localeCompare(oldest) < 0;
    backlogs.set(channel, { channel, waiting: before + 1, oldest: earlier ? since : oldest });
  }
  return [...backlogs.values()];
}
