import { randomUUID } from 'node:crypto';
import { signatureHeader, signCallback } from '../../src/accounts/callback-signature.ts';
import type { Assistant } from '../../src/assistant.ts';
import type { InboundMessage } from '../../src/bot/inbound-message.ts';
import type { ChannelName } from '../../src/conversations/conversation-store.ts';
import { ConversationId, DedupeKey, UserId } from '../../src/ids.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { Visitor } from '../support/visitor.ts';
import { callbackSecret } from './ground.ts';
import type { Figure, Scenario } from './scenario.ts';
import { count, inLanes, pause } from './support/lanes.ts';

const aWeek = 7 * 24 * 60 * 60_000;

/** Everything arrives one to five times at the same moment, and once more a week later. */
export const duplicates: Scenario = {
  id: 'R2',
  title: 'duplicates: sent 1-5 times at the same moment, and again 7 days later, on every way in',
  async run(ground, size, progress) {
    const rounds = size === 'long' ? 80 : 6;
    const clock = new FakeClock();
    const assistant = await ground.startHere({ clock });
    const ways: Way[] = [website(assistant), accountService(assistant, clock)];
    for (const channel of ['telegram', 'whatsapp', 'bot-framework'] as const)
      ways.push(atTheTurn(assistant, channel));
    const figures: Figure[] = [];
    for (const [index, way] of ways.entries()) {
      progress(way.name, index / ways.length);
      figures.push(...(await judge(way, rounds, clock)));
    }
    return figures;
  },
};

/** A way in: begins a chat, then sends its one message as often as it is called. */
interface Way {
  readonly name: string;
  begin(): Promise<{ send(): Promise<unknown>; messages(): Promise<number>; version(): Promise<number> }>;
}

async function judge({ name, begin }: Way, rounds: number, clock: FakeClock): Promise<Figure[]> {
  let deliveries = 0;
  let wrong = 0;
  const chats: Awaited<ReturnType<Way['begin']>>[] = [];
  await inLanes(count(rounds), 8, async index => {
    chats[index] = await begin();
  });
  const once: { readonly messages: number; readonly turns: number }[] = [];
  await inLanes(chats, 8, async (chat, index) => {
    const before = await chat.version();
    const times = 1 + (index % 5);
    await Promise.all(count(times).map(() => chat.send()));
    deliveries += times;
    once[index] = { messages: await chat.messages(), turns: await chat.version() };
    if (once[index].turns !== before + 1) wrong += 1;
  });
  clock.jump(aWeek);
  await inLanes(chats, 8, async (chat, index) => {
    await chat.send();
    deliveries += 1;
    const { messages, turns } = once[index] ?? { messages: -1, turns: -1 };
    if ((await chat.messages()) !== messages || (await chat.version()) !== turns) wrong += 1;
  });
  return [
    { what: `${rounds} messages delivered (${name})`, value: deliveries, unit: 'times' },
    { what: `not exactly one turn (${name})`, value: wrong, bar: { is: 0 } },
  ];
}

function website(assistant: Assistant): Way {
  return {
    name: 'website',
    async begin() {
      let visitor = await comeIn(assistant);
      const first = visitor.token;
      const id = randomUUID();
      let resuming: Promise<void> | undefined;
      const resume = async () => {
        visitor = await Visitor.open(assistant.url, visitor.resume);
      };
      return {
        ...looks(assistant, visitor.conversation),
        async send() {
          const said = visitor.say('gk bisa login min', id);
          await said.catch(async () => {
            // The token of last week has run out; the way back is the visit's secret.
            if (visitor.token === first) resuming ??= resume();
            await resuming;
            await visitor.say('gk bisa login min', id);
          });
        },
      };
    },
  };
}

/** Who is turned away at the door, because many come at once, comes back: nobody else has a conversation yet. */
async function comeIn({ url, store }: Assistant): Promise<Visitor> {
  for (;;) {
    const visitor = await Visitor.open(url);
    if ((await store.load(visitor.conversation)) !== undefined) return visitor;
    await pause(100);
  }
}

function accountService(assistant: Assistant, clock: FakeClock): Way {
  return {
    name: 'callback of the account service',
    async begin() {
      const { conversation } = await comeIn(assistant);
      const event = {
        id: randomUUID(),
        conversation,
        verification: 'v-lama',
        kind: 'passwordChanged',
        at: new Date(clock.now()).toISOString(),
      };
      return {
        ...looks(assistant, conversation),
        async send() {
          const body = Buffer.from(JSON.stringify(event));
          const response = await fetch(`${assistant.url}/hooks/account-service`, {
            method: 'POST',
            headers: {
              'Content-Type': 'application/json',
              [signatureHeader]: signCallback(body, callbackSecret, clock),
            },
            body,
          });
          if (response.status !== 204) throw new Error(`the callback was answered ${response.status}`);
        },
      };
    },
  };
}

/** Where a channel hands over what it has received; its own parsing is tested beside it. */
function atTheTurn({ receive, ...assistant }: Assistant, channel: ChannelName): Way {
  return {
    name: `hand-over of ${channel}`,
    async begin() {
      const id = randomUUID();
      const conversation = ConversationId.parse(id.replaceAll('-', ''));
      const inbound: InboundMessage = {
        conversation,
        channel,
        user: UserId.parse(id),
        dedupeKey: DedupeKey.parse(`${channel}:${id}`),
        content: { kind: 'text', text: 'lupa sandi jmo' },
      };
      return { ...looks(assistant, conversation), send: () => receive(inbound) };
    },
  };
}

function looks({ store }: Pick<Assistant, 'store'>, conversation: ConversationId) {
  return {
    messages: async () => (await store.messages(conversation)).length,
    version: async () => (await store.load(conversation))?.version ?? 0,
  };
}
