import { type ActivitySet, readActivitySet } from './activity.ts';

export interface StreamEvents {
  readonly onOpen: () => void;
  readonly onActivities: (set: ActivitySet) => void;
}

export interface Stream {
  /** Resolves when the socket is closed, whoever closed it. */
  readonly ended: Promise<Ended>;
  close(): void;
}

/** `replaced`: this conversation is open in too many windows, and a newer one took this one's place. */
export type Ended = 'closed' | 'neverOpened' | 'replaced';

/** The server's own code for it. */
const replacedCode = 4_000;
/** In milliseconds: some proxies leave a hand-shake unanswered for ever. */
const patience = 8_000;
/** In milliseconds. The server sends something every 25 s; a phone that slept holds a socket that is dead and looks open. */
const longestSilence = 60_000;

/** One WebSocket from hand-shake to end. */
export function openStream(url: string, { onOpen, onActivities }: StreamEvents): Stream {
  let opened = false;
  let end: (how: Ended) => void = () => {};
  const ended = new Promise<Ended>(resolve => {
    end = resolve;
  });
  const socket = connect(url);
  let silence = setTimeout(close, patience);
  if (!socket) close();
  return { ended, close };

  function connect(address: string): WebSocket | undefined {
    try {
      const made = new WebSocket(address);
      made.onopen = () => {
        opened = true;
        heard();
        onOpen();
      };
      made.onmessage = ({ data }) => {
        heard();
        const set = parse(data);
        if (set) onActivities(set);
      };
      made.onclose = ({ code }) => {
        if (code === replacedCode) end('replaced');
        close();
      };
      return made;
    } catch {
      // A content security policy of the site may forbid sockets.
      return undefined;
    }
  }

  function heard(): void {
    clearTimeout(silence);
    silence = setTimeout(close, longestSilence);
  }

  function close(): void {
    clearTimeout(silence);
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    end(opened ? 'closed' : 'neverOpened');
  }
}

/** Empty frames only keep the connection alive. */
function parse(data: unknown): ActivitySet | undefined {
  if (typeof data !== 'string' || data === '') return undefined;
  try {
    return readActivitySet(JSON.parse(data));
  } catch {
    return undefined;
  }
}
