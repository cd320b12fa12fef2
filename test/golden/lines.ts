import { z } from 'zod';
import type { ChannelName } from '../../src/conversations/conversation-store.ts';
import type { Choice, Message } from '../../src/conversations/message.ts';
import { ConversationId, DedupeKey, UserId } from '../../src/ids.ts';
import type { TestAssistant } from '../support/assistant.ts';
import type { FakeClock } from '../support/fake-clock.ts';

/** Of Direct Line, without its sender. */
export interface Activity {
  readonly type: string;
  readonly name?: string;
  readonly text?: string;
  readonly attachments?: readonly object[];
}

/** How a user of a golden chat reaches the assistant. */
export interface Line {
  readonly conversation: ConversationId;
  /** Throws when it is not taken. */
  send(activity: Activity): Promise<void>;
  /** The user opens the chat again. */
  join(): Promise<void>;
  /** An open page renews its token by itself before it runs out. */
  renew(): Promise<void>;
  /** Taps what the user sees of this choice; where that is just its text, this is left out. */
  tap?(choice: Choice): Promise<void>;
  /** The chat is over: what was `heard` must have arrived. */
  leave?(heard: readonly Message[]): Promise<void>;
}

/** Another way to the assistant than those below: through a channel's own webhook and API. */
export interface Wire {
  readonly environment: Record<string, string>;
  connect(assistant: TestAssistant, clock: FakeClock): Promise<Line>;
}

const Visit = z.object({ conversationId: ConversationId, token: z.string(), resume: z.string() });

const headers = { Origin: 'http://localhost', 'Content-Type': 'application/json' };

/** A visitor of the website, who speaks Direct Line as the widget does. */
export async function openWebLine({ url }: TestAssistant): Promise<Line> {
  const base = `${url}/v3/directline`;
  let visit = Visit.parse(await (await post(`${base}/tokens/generate`, {}, headers)).json());
  const authorized = () => ({ ...headers, Authorization: `Bearer ${visit.token}` });
  await post(`${base}/conversations`, {}, authorized());

  async function send(activity: Activity): Promise<void> {
    const address = `${base}/conversations/${visit.conversationId}/activities`;
    const response = await post(
      address,
      { from: { id: 'visitor', role: 'user' }, ...activity },
      authorized(),
    );
    if (response.status !== 200) throw new Error(`Direct Line answered ${response.status}`);
  }

  /** The widget asks for a new token; once the old one has run out it trades its resume secret for one. */
  async function renew(): Promise<void> {
    const refreshed = await post(`${base}/tokens/refresh`, {}, authorized());
    if (refreshed.ok) {
      visit = { ...visit, ...Visit.pick({ token: true }).parse(await refreshed.json()) };
      return;
    }
    const again = await post(`${base}/tokens/generate`, { resume: visit.resume }, headers);
    visit = Visit.parse(await again.json());
  }

  return {
    conversation: visit.conversationId,
    send,
    renew,
    async join() {
      await renew();
      await send({ type: 'event', name: 'webchat/join' });
    },
  };
}

/** Somebody on a channel of which only the rules matter here: the text is handed over as its adapter would. */
export function openChannelLine({ receive }: TestAssistant, channel: ChannelName): Line {
  const conversation = ConversationId.parse(`percakapan-lewat-${channel}`);
  const user = UserId.parse(`orang-di-${channel}`);
  let count = 0;
  return {
    conversation,
    async send({ text = '' }) {
      const dedupeKey = DedupeKey.parse(`pesan-${++count}`);
      await receive({ conversation, channel, user, dedupeKey, content: { kind: 'text', text } });
    },
    join: () => Promise.reject(new Error(`Tidak ada yang dibuka lagi di ${channel}`)),
    renew: () => Promise.resolve(),
  };
}

function post(url: string, body: unknown, given: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', headers: given, body: JSON.stringify(body) });
}
