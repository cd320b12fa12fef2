import WebSocket from 'ws';
import { z } from 'zod';
import { type Chatter, Said } from './chatter.ts';
import { pause } from './lanes.ts';

const Frame = z.object({ activities: z.array(z.looseObject({ type: z.string() })) });

/** What one visitor sees: a socket that comes back with its watermark when it is cut, as the widget's does. */
export class Screen {
  readonly #chatter: Chatter;
  readonly #shown: string[] = [];
  #socket: WebSocket | undefined;
  #closed = false;
  /** How often it was cut off. */
  cuts = 0;

  private constructor(chatter: Chatter) {
    this.#chatter = chatter;
  }

  static async open(chatter: Chatter): Promise<Screen> {
    const screen = new Screen(chatter);
    await screen.#connect();
    return screen;
  }

  /** The ids of all messages in the order in which they appeared, one that appeared twice also twice. */
  get shown(): readonly string[] {
    return this.#shown;
  }

  get connected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** As a bad network does. */
  cut(): void {
    this.#socket?.terminate();
  }

  close(): void {
    this.#closed = true;
    this.#socket?.terminate();
  }

  async #connect(): Promise<void> {
    while (!this.#closed && !(await this.#tryOnce())) await pause(100 + Math.random() * 400);
  }

  #tryOnce(): Promise<boolean> {
    const last = Number(this.#shown.at(-1)?.split('|')[1] ?? 0);
    const socket = new WebSocket(this.#chatter.streamUrl(last));
    this.#socket = socket;
    socket.on('message', data => this.#show(String(data)));
    socket.on('error', () => {});
    return new Promise(resolve => {
      socket.once('open', () => {
        socket.once('close', () => {
          if (this.#closed) return;
          this.cuts += 1;
          void this.#connect();
        });
        resolve(true);
      });
      socket.once('close', () => resolve(false));
    });
  }

  #show(frame: string): void {
    if (frame === '') return;
    for (const activity of Frame.parse(JSON.parse(frame)).activities)
      if (activity.type === 'message') this.#shown.push(Said.parse(activity).id);
  }
}
