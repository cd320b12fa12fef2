import { Agent } from 'node:http';
import type { Scenario } from './scenario.ts';
import { Chatter } from './support/chatter.ts';
import { judged, type Sent } from './support/judge.ts';
import { count, inLanes, pause } from './support/lanes.ts';

const connections = 40;
const longestDelay = 20;

/** Numbered messages of many chats, mixed over few connections; one in ten is sent again while the next ones come. */
export const order: Scenario = {
  id: 'R1',
  title: 'order: numbered messages of many chats over 40 connections, random delays, some sent again',
  async run(ground, size, progress) {
    const [chats, messages] = size === 'long' ? [1_000, 50] : [24, 6];
    const { url } = await ground.startSomewhere(size);
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    ground.later(() => agent.destroy());
    const sent: (Sent & { readonly chatter: Chatter })[] = [];
    await inLanes(count(chats), connections, async () => {
      sent.push({ chatter: await Chatter.open(url, agent), ids: count(messages).map(String), history: [] });
    });
    const repeats: Promise<unknown>[] = [];
    // Every chat says its first word before any says its second one: no chat is a flood of its own.
    for (const number of count(messages)) {
      await inLanes(sent, connections, async ({ chatter }, index) => {
        await pause(Math.random() * longestDelay);
        await chatter.postUntilAccepted(`pesan nomor ${number}`, String(number));
        if ((index + number) % 10 === 0) repeats.push(chatter.post(`pesan nomor ${number}`, String(number)));
      });
      progress(`pesan ${number + 1} dari ${messages} di ${chats} percakapan`, number / messages);
    }
    await Promise.all(repeats);
    const judging: Sent[] = [];
    await inLanes(sent, connections, async ({ chatter, ids }) => {
      judging.push({ ids, history: await chatter.history() });
    });
    return [
      { what: 'chats', value: chats },
      { what: 'sent again while others came', value: repeats.length },
      ...judged(judging),
    ];
  },
};
