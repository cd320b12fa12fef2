import { z } from 'zod';
import { ConversationId } from '../../src/ids.ts';

const Visit = z.object({ conversationId: ConversationId, token: z.string(), resume: z.string() });
type Visit = z.infer<typeof Visit>;

const Activities = z.object({
  activities: z.array(
    z.looseObject({
      text: z.string().optional(),
      from: z.object({ role: z.string() }),
      attachments: z
        .array(z.object({ content: z.object({ buttons: z.array(z.object({ value: z.string() })) }) }))
        .optional(),
    }),
  ),
  watermark: z.string(),
});

const headers = { Origin: 'http://localhost', 'Content-Type': 'application/json' };

/** Somebody on the website, speaking Direct Line as the widget does. */
export class Visitor {
  readonly #base: string;
  #visit: Visit;
  #watermark = '';

  static async open(url: string, resume?: string): Promise<Visitor> {
    const base = `${url}/v3/directline`;
    const made = await post(`${base}/tokens/generate`, resume === undefined ? {} : { resume }, headers);
    const visitor = new Visitor(base, Visit.parse(await made.json()));
    await post(`${base}/conversations`, {}, visitor.#authorized());
    return visitor;
  }

  private constructor(base: string, visit: Visit) {
    this.#base = base;
    this.#visit = visit;
  }

  /** The same visitor, whose requests now reach another process. */
  through(url: string): Visitor {
    return new Visitor(`${url}/v3/directline`, this.#visit);
  }

  get token(): string {
    return this.#visit.token;
  }

  get conversation(): ConversationId {
    return this.#visit.conversationId;
  }

  get resume(): string {
    return this.#visit.resume;
  }

  /** A sign that a message is being written. */
  async writes(): Promise<void> {
    await post(`${this.#address()}/typing`, {}, this.#authorized());
  }

  /** As the widget's menu does. */
  async erase(): Promise<void> {
    const { status } = await post(`${this.#address()}/erase`, {}, this.#authorized());
    if (status !== 200) throw new Error(`Direct Line answered ${status}`);
  }

  /** Sends a text and answers what the bot said to it, in order. */
  async say(text: string, clientActivityID?: string): Promise<string[]> {
    await this.hear();
    const activity = { type: 'message', from: { id: 'visitor' }, text, channelData: { clientActivityID } };
    const response = await post(`${this.#address()}/activities`, activity, this.#authorized());
    if (response.status !== 200) throw new Error(`Direct Line answered ${response.status}`);
    return this.hear();
  }

  /** What the bot has said since the last call. */
  async hear(): Promise<string[]> {
    const activities = await this.#unseen();
    return activities.filter(({ from }) => from.role === 'bot').map(({ text = '' }) => text);
  }

  /** Waits, in real time, until the bot says something by itself that fits. */
  async waitFor(pattern: RegExp): Promise<string> {
    for (let attempt = 0; attempt < 500; attempt++) {
      const fitting = (await this.hear()).find(text => pattern.test(text));
      if (fitting !== undefined) return fitting;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    throw new Error(`The bot never said ${pattern}`);
  }

  /** Everything of the conversation, as it is shown after a reload. */
  async history(): Promise<string[]> {
    const response = await fetch(`${this.#address()}/activities`, { headers: this.#authorized() });
    return Activities.parse(await response.json()).activities.map(({ text = '' }) => text);
  }

  /** Where a WebSocket gets the whole chat and what follows. */
  async streamUrl(): Promise<string> {
    const response = await fetch(this.#address(), { headers: this.#authorized() });
    return z.object({ streamUrl: z.string() }).parse(await response.json()).streamUrl;
  }

  /** Address of the newest one-time page in the chat. */
  async page(): Promise<string> {
    const response = await fetch(`${this.#address()}/activities`, { headers: this.#authorized() });
    const { activities } = Activities.parse(await response.json());
    const link = activities.findLast(({ attachments }) => attachments?.[0])?.attachments?.[0];
    return link?.content.buttons[0]?.value ?? '';
  }

  async #unseen() {
    const url = `${this.#address()}/activities?watermark=${this.#watermark}`;
    const response = await fetch(url, { headers: this.#authorized() });
    const { activities, watermark } = Activities.parse(await response.json());
    this.#watermark = watermark;
    return activities;
  }

  #address(): string {
    return `${this.#base}/conversations/${this.#visit.conversationId}`;
  }

  #authorized(): Record<string, string> {
    return { ...headers, Authorization: `Bearer ${this.#visit.token}` };
  }
}

function post(url: string, body: unknown, given: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', headers: given, body: JSON.stringify(body) });
}
