import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import type { Message } from '../../conversations/message.ts';
import { largestBody } from '../../http/read-body.ts';
import type { ConversationId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import { type Audience, type Names, toActivity, typingActivity } from './activity.ts';
import { follow } from './follow.ts';
import { defaultLimits, type LimitSizes } from './limits.ts';
import type { Grant } from './tokens.ts';

export interface Streams {
  /** Takes over an upgraded connection: replays what came after `watermark`, then everything as it is said. */
  open(req: IncomingMessage, socket: Duplex, head: Buffer, grant: Grant, watermark: number): void;
  /** No more sockets may be opened for now. */
  full(): boolean;
  /** Shows "is writing" to everybody who looks at the conversation; never stored. */
  typing(conversation: ConversationId): void;
  /** Asks every client to come back later, e.g. to the process that takes over. */
  close(): void;
}

export interface StreamOptions {
  readonly store: ConversationStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly sizes?: Pick<LimitSizes, 'socketsPerConversation' | 'socketsInAll'>;
  readonly names: Names;
  /** In milliseconds. A socket that has shown no sign of life for a whole beat is dead. */
  readonly heartbeat?: number;
}

interface Viewer {
  readonly socket: WebSocket;
  /** What lies below the socket. */
  readonly connection: Duplex;
  readonly audience: Audience;
  alive: boolean;
  framesThisBeat: number;
}

/** Official clients send one empty frame every 20 s. */
const framesPerBeat = 60;
/**
 * Told to the oldest window when there are too many: our widget then polls. If all came back at once, they would push one
 * another out for ever.
 */
const replaced = 4_000;
/** In bytes; a client that reads this far behind is cut off and catches up with its watermark when it is back. */
const largestBacklog = 1024 * 1024;

export function createStreams({
  store,
  clock,
  log,
  sizes = defaultLimits,
  names,
  heartbeat = 25_000,
}: StreamOptions): Streams {
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: largestBody,
    perMessageDeflate: false,
  });
  const viewers = new Map<ConversationId, Set<Viewer>>();
  let count = 0;
  let stopBeat = clock.after(heartbeat, beat);

  return { open, full: () => count >= sizes.socketsInAll, typing, close };

  function open(req: IncomingMessage, raw: Duplex, head: Buffer, grant: Grant, watermark: number): void {
    webSockets.handleUpgrade(req, raw, head, socket => {
      const { conversation, user } = grant;
      const audience = { conversation, user, names };
      const viewer: Viewer = { socket, connection: raw, audience, alive: true, framesThisBeat: 0 };
      admit(viewer);
      const send = (messages: readonly Message[]) => sendActivities(viewer, messages);
      const stop = follow(store, conversation, watermark, send, error => {
        log.error('stream failed', { conversation, error });
        socket.close(1011);
      });
      socket.once('close', () => {
        stop();
        dismiss(viewer);
      });
    });
  }

  function admit(viewer: Viewer): void {
    const { socket, audience } = viewer;
    const others = viewers.get(audience.conversation) ?? new Set();
    const [oldest] = others;
    if (oldest && others.size >= sizes.socketsPerConversation) {
      dismiss(oldest);
      oldest.socket.close(replaced);
    }
    viewers.set(audience.conversation, others.add(viewer));
    count += 1;
    // ws closes the socket by itself after an error such as a frame that is too large.
    socket.on('error', () => {});
    socket.on('pong', () => {
      viewer.alive = true;
    });
    socket.on('message', (_data: RawData) => hear(viewer));
  }

  /** Whatever a client says here is a sign of life and nothing else: messages come by POST. */
  function hear(viewer: Viewer): void {
    viewer.alive = true;
    viewer.framesThisBeat += 1;
    if (viewer.framesThisBeat > framesPerBeat) viewer.socket.close(1008);
  }

  function dismiss(viewer: Viewer): void {
    const { conversation } = viewer.audience;
    const others = viewers.get(conversation);
    if (!others?.delete(viewer)) return;
    count -= 1;
    if (others.size === 0) viewers.delete(conversation);
  }

  function beat(): void {
    for (const viewer of everybody()) {
      if (!viewer.alive) viewer.socket.terminate();
      viewer.alive = false;
      viewer.framesThisBeat = 0;
      viewer.socket.ping();
      send(viewer, '');
    }
    stopBeat = clock.after(heartbeat, beat);
  }

  function typing(conversation: ConversationId): void {
    const at = new Date(clock.now()).toISOString();
    for (const viewer of viewers.get(conversation) ?? []) {
      send(viewer, JSON.stringify({ activities: [typingActivity(at, viewer.audience)] }));
    }
  }

  function close(): void {
    stopBeat();
    for (const { socket } of everybody()) socket.close(1001);
  }

  function everybody(): Viewer[] {
    return [...viewers.values()].flatMap(some => [...some]);
  }
}

/**
 * One activity a frame, as Microsoft's service does it: the official client hands out the activities of a frame one by one
 * and so mixes those of frames that come close together. They leave the process in one piece all the same.
 */
async function sendActivities(viewer: Viewer, messages: readonly Message[]): Promise<void> {
  const frames = messages.map(message => ({
    activities: [toActivity(message, viewer.audience)],
    watermark: String(message.sequence),
  }));
  viewer.connection.cork();
  const sent = frames.map(frame => send(viewer, JSON.stringify(frame)));
  viewer.connection.uncork();
  await Promise.all(sent);
}

/** Resolves when the bytes have left, or when there is nobody to send them to any more. */
function send({ socket }: Viewer, frame: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  if (socket.bufferedAmount > largestBacklog) {
    socket.terminate();
    return Promise.resolve();
  }
  return new Promise(resolve => socket.send(frame, () => resolve()));
}
