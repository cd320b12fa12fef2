import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface BreakableLine {
  /** Address under which the server is reached over this line. */
  readonly url: string;
  /** Ends every connection, whatever it is in the middle of; nobody gets through until `mend`. */
  cut(): void;
  mend(): void;
  /** Nothing passes any more on the connections there are, and nobody is told; new ones are as good as ever. */
  silence(): void;
}

/** A network between a client and the server at `target` that can be cut: real connections, really ended. */
export async function openBreakableLine(target: string): Promise<BreakableLine> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let broken = false;
  const server = createServer(near => {
    if (broken) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => {});
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    cut();
    server.close();
  });
  const own = (server.address() as AddressInfo).port;
  return {
    url: Object.assign(new URL(target), { hostname: '127.0.0.1', port: String(own) }).href.replace(/\/$/, ''),
    cut,
    mend() {
      broken = false;
    },
    silence() {
      for (const socket of open) socket.unpipe().pause();
    },
  };

  function cut(): void {
    broken = true;
    for (const socket of open) socket.destroy();
  }
}
