import { type ActivitySet, readActivitySet } from './activity.ts';
import type { Answer } from './call.ts';
import { createOutbox, type Delivery, type Outgoing } from './outbox.ts';
import { createPauses } from './pauses.ts';
import { createRequests } from './requests.ts';
import { createSession, type Return, type SessionMemory, type Ticket } from './session.ts';
import { openStream, type Stream } from './stream.ts';
import { createWritingSigns } from './writing-signs.ts';

/** `refused`: this site may not use the chat. */
export type Connection = 'connecting' | 'online' | 'reconnecting' | 'offline' | 'refused';

export interface ClientOptions {
  readonly base: string;
  readonly memory: SessionMemory;
  readonly onActivities: (set: ActivitySet) => void;
  readonly onConnection: (connection: Connection) => void;
  readonly onDelivery: (message: Outgoing, delivery: Delivery) => void;
  /** Another conversation begins: what was shown so far is no part of it. */
  readonly onNewConversation: () => void;
  /** The visitor was here before. */
  readonly onReturn: (how: Return) => void;
  /** 0 up to 1; spreads clients that lost their server at the same moment. */
  readonly chance?: () => number;
}

export interface DirectLineClient {
  send(message: Outgoing): void;
  /** The visitor writes: to be called at each key. */
  writing(): void;
  startOver(): void;
  /** Resolves to whether the server has removed everything. */
  erase(): Promise<boolean>;
}

/** In milliseconds. */
const pollEvery = 2_000;
const pollHiddenEvery = 10_000;
/** A socket is tried again after so many polls: 32 s, then ever more seldom, at last every four minutes. */
const fewestPolls = 8;
const mostPolls = 120;
const longestPause = 20_000;

/** `switching`: from socket to polling or back, nothing is lost. `failed`: it never worked. */
type Ending = 'switching' | 'lost' | 'failed';

/** Keeps one conversation alive for as long as the page lives. */
export function createDirectLineClient({
  base,
  memory,
  onActivities,
  onConnection,
  onDelivery,
  onNewConversation,
  onReturn,
  chance = Math.random,
}: ClientOptions): DirectLineClient {
  const session = createSession(base, memory, onReturn);
  const requests = createRequests(base, session);
  const pauses = createPauses();
  const signs = createWritingSigns(() => reachable && requests.tellWriting());
  const ready = () => reachable && session.ticket() !== undefined;
  const outbox = createOutbox({
    post: requests.post,
    ready,
    onDelivery,
    onRefused: renew,
    pause: pauses.wait,
  });
  let conversation: string | undefined;
  let watermark: string | undefined;
  let stream: Stream | undefined;
  let socketBlocked = false;
  let lostSockets = 0;
  let reachable = false;

  window.addEventListener('online', comeBack);
  window.addEventListener('offline', goOffline);
  window.addEventListener('storage', followOtherTab);
  document.addEventListener('visibilitychange', comeBack);
  void live();
  void refreshTokens();
  return {
    send(message) {
      signs.sent();
      outbox.add(message);
    },
    writing: signs.typed,
    startOver,
    erase: session.erase,
  };

  async function live(): Promise<never> {
    for (let failures = 0; ; ) {
      const opened = await session.open(watermark);
      const ending = await use(opened);
      if (ending === 'switching') continue;
      reachable = false;
      failures = ending === 'lost' ? 0 : failures + 1;
      onConnection(lost(opened));
      await pauses.wait(Math.max(waitOf(opened), backOff(failures)));
    }
  }

  async function use(opened: Answer<Ticket>): Promise<Ending> {
    if (opened.kind !== 'ok') return 'failed';
    const { conversationId, streamUrl = '' } = opened.value;
    // "Mulai baru" came while the old conversation was being opened.
    if (session.ticket()?.conversationId !== conversationId) return 'lost';
    enter(conversationId);
    if (opened.value.activities) take(readActivitySet(opened.value));
    return listen(streamUrl);
  }

  function lost({ kind }: Answer<unknown>): Connection {
    if (!navigator.onLine) return 'offline';
    return kind === 'refused' || kind === 'rejected' ? 'refused' : 'reconnecting';
  }

  function enter(id: string): void {
    if (conversation !== undefined && conversation !== id) forget();
    conversation = id;
    reachable = true;
    outbox.flush();
  }

  /** What waits to be sent stays: the visitor wrote it, whichever conversation it reaches. */
  function forget(): void {
    conversation = undefined;
    watermark = undefined;
    onNewConversation();
  }

  /** Over a socket, or for a while by polling after a socket that could not be opened. */
  async function listen(streamUrl: string): Promise<Ending> {
    if (socketBlocked) {
      socketBlocked = false;
      return poll(Math.min(mostPolls, fewestPolls * 2 ** lostSockets));
    }
    stream = openStream(streamUrl, { onOpen: arrive, onActivities: take });
    const ended = await stream.ended;
    if (ended === 'replaced') return poll(mostPolls);
    socketBlocked = ended === 'neverOpened';
    lostSockets = socketBlocked ? lostSockets + 1 : 0;
    return socketBlocked ? 'switching' : 'lost';
  }

  async function poll(times: number): Promise<Ending> {
    for (let polls = 0; polls < times; polls += 1) {
      const set = await requests.poll(watermark);
      if (!set) return polls > 0 ? 'lost' : 'failed';
      if (polls === 0) arrive();
      take(set);
      await pauses.wait(document.hidden ? pollHiddenEvery : pollEvery);
    }
    return 'switching';
  }

  function arrive(): void {
    onConnection('online');
    // A message that failed while the connection was bad need not wait any longer.
    pauses.wake();
    outbox.flush();
  }

  function take(set: ActivitySet): void {
    watermark = set.watermark ?? watermark;
    for (const { clientActivityId } of set.messages) if (clientActivityId) outbox.confirm(clientActivityId);
    onActivities(set);
  }

  function renew(): void {
    session.expire();
    reconnect();
  }

  function startOver(): void {
    session.startOver();
    outbox.clear();
    forget();
    reconnect();
  }

  function reconnect(): void {
    stream?.close();
    pauses.wake();
  }

  function comeBack(): void {
    if (!document.hidden && navigator.onLine) pauses.wake();
  }

  function goOffline(): void {
    onConnection('offline');
    stream?.close();
  }

  function followOtherTab(): void {
    if (session.isOutdated()) renew();
  }

  async function refreshTokens(): Promise<never> {
    for (;;) {
      const held = session.ticket();
      // Not cut short by `wake`: a page that is looked at often would ask far too often.
      await new Promise(resolve => setTimeout(resolve, (held?.expires_in ?? 2) * 500));
      if (held) await session.refresh();
    }
  }

  function backOff(failures: number): number {
    return Math.min(longestPause, 500 * 2 ** failures) * (0.5 + chance());
  }
}

function waitOf(answer: Answer<unknown>): number {
  return answer.kind === 'unreachable' ? answer.wait : 0;
}
