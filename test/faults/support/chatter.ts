import { Agent, request } from 'node:http';
import { z } from 'zod';
import { mostAtOnce } from '../../../src/channels/web-chat/history.ts';
import { ConversationId } from '../../../src/ids.ts';
import { pause } from './lanes.ts';

const Opened = z.object({
  conversationId: ConversationId,
  token: z.string(),
  resume: z.string(),
  streamUrl: z.string(),
});

export const Said = z.object({
  id: z.string(),
  text: z.string().default(''),
  from: z.object({ role: z.string() }),
  replyToId: z.string().optional(),
  /** A link, e.g. to the page that takes the code. */
  attachments: z.array(z.unknown()).default([]),
  channelData: z.object({ clientActivityID: z.string().optional() }).optional(),
});
export type Said = z.infer<typeof Said>;

const History = z.object({ activities: z.array(Said), watermark: z.string() });

export interface Answered {
  /** 0: no answer came at all. */
  readonly status: number;
  readonly body: string;
  readonly milliseconds: number;
}

let addresses = 0;

/** Somebody on the website, lean enough for thousands of them. Each comes from an address of its own. */
export class Chatter {
  /** The process that is spoken to; another one may take its place. */
  url: string;
  readonly #agent: Agent;
  readonly #address = `10.${(++addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
  #opened: z.infer<typeof Opened> | undefined;

  constructor(url: string, agent: Agent = sharedAgent) {
    this.url = url;
    this.#agent = agent;
  }

  static async open(url: string, agent?: Agent): Promise<Chatter> {
    const chatter = new Chatter(url, agent);
    await chatter.begin();
    return chatter;
  }

  /** A new conversation, greeting included. Comes back when it is told that too many are there, as the widget does. */
  async begin(givesUpAfter = 30_000): Promise<void> {
    const end = performance.now() + givesUpAfter;
    let { status, body } = await this.#send('POST', '/tokens/generate', { start: true });
    while (status === 503 && performance.now() < end) {
      await pause(500);
      ({ status, body } = await this.#send('POST', '/tokens/generate', { start: true }));
    }
    if (status !== 200) throw new Error(`no chat was opened: ${status} ${body}`);
    this.#opened = Opened.parse(JSON.parse(body));
  }

  get conversation(): ConversationId {
    return this.#visit.conversationId;
  }

  /** Where a WebSocket gets what comes after `watermark`, at the process that is spoken to now. */
  streamUrl(watermark = 0): string {
    const { pathname, searchParams } = new URL(this.#visit.streamUrl);
    searchParams.set('watermark', String(watermark));
    return `${this.url.replace('http', 'ws')}${pathname}?${searchParams}`;
  }

  /** One attempt; `id` makes several attempts one message. */
  post(text: string, id: string): Promise<Answered> {
    const activity = { type: 'message', from: { id: 'x' }, text, channelData: { clientActivityID: id } };
    return this.#send('POST', `/conversations/${this.conversation}/activities`, activity);
  }

  /** As the widget does: again and again with the same id until it is accepted. Answers how often it took. */
  async postUntilAccepted(text: string, id: string, givesUpAfter = 60_000): Promise<number> {
    const end = performance.now() + givesUpAfter;
    for (let attempt = 1; ; attempt += 1) {
      const { status, body } = await this.post(text, id);
      if (status === 200) return attempt;
      if (performance.now() > end || (status >= 400 && status < 500 && status !== 429))
        throw new Error(`"${text}" was not accepted: ${status} ${body}`);
      await new Promise(resolve => setTimeout(resolve, 50 + Math.random() * 100));
    }
  }

  /** "Hapus data saya": nothing of it is left. */
  erase(): Promise<Answered> {
    return this.#send('POST', `/conversations/${this.conversation}/erase`, {});
  }

  async history(): Promise<readonly Said[]> {
    const all: Said[] = [];
    for (let watermark = ''; ; ) {
      const answer = History.parse(JSON.parse(await this.rawHistory(watermark)));
      all.push(...answer.activities);
      if (answer.activities.length < mostAtOnce) return all;
      watermark = answer.watermark;
    }
  }

  /**
   * Also while the process is away or too busy. Trouble looks like silence there (the official client never polls again after
   * an error), and a chat has a greeting at least: one that stays empty to the end is one that was lost.
   */
  async historySomehow(givesUpAfter = 60_000): Promise<readonly Said[]> {
    const end = performance.now() + givesUpAfter;
    for (;;) {
      try {
        const history = await this.history();
        if (history.length > 0 || performance.now() > end) return history;
        await pause(100);
      } catch (error) {
        if (performance.now() > end) throw error;
        await pause(100);
      }
    }
  }

  /** As it came over the wire, with buttons and links: what comes after `watermark`, as much as one answer holds. */
  async rawHistory(watermark = ''): Promise<string> {
    const path = `/conversations/${this.conversation}/activities?watermark=${watermark}`;
    const { status, body } = await this.#send('GET', path);
    if (status !== 200) throw new Error(`the history was not answered: ${status}`);
    return body;
  }

  get #visit(): z.infer<typeof Opened> {
    if (!this.#opened) throw new Error('the chat is not open yet');
    return this.#opened;
  }

  #send(method: string, path: string, body?: unknown): Promise<Answered> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const began = performance.now();
    return new Promise(resolve => {
      const answered = (status: number, said: string) =>
        resolve({ status, body: said, milliseconds: performance.now() - began });
      const sent = request(`${this.url}/v3/directline${path}`, {
        method,
        agent: this.#agent,
        headers: {
          Origin: 'http://localhost',
          'X-Forwarded-For': this.#address,
          ...(this.#opened && { Authorization: `Bearer ${this.#opened.token}` }),
          ...(text !== undefined && {
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(text),
          }),
        },
        timeout: 30_000,
      });
      sent.once('error', error => answered(0, error.message));
      sent.once('timeout', () => sent.destroy(new Error('no answer')));
      sent.once('response', response => {
        let said = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (said += chunk));
        response.once('error', error => answered(0, error.message));
        response.once('end', () => answered(response.statusCode ?? 0, said));
      });
      sent.end(text);
    });
  }
}

const sharedAgent = new Agent({ keepAlive: true, maxSockets: 64 });
