import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface SilentLine {
  /** Address of the database over this line. */
  readonly url: string;
  /** Nothing passes on the connections there are, and nobody is told; new ones are as good as ever. */
  silence(): void;
}

/** A network in which a server vanishes as after a failed machine: no goodbye, no refusal, and another in its place. */
export async function openSilentLine(target: string): Promise<SilentLine> {
  const url = new URL(target);
  const open = new Set<Socket>();
  const server = createServer(near => {
    const far = connect(Number(url.port), url.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => {});
      one.once('close', () => open.delete(one) && other.destroy());
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    silence() {
      for (const socket of open) socket.unpipe().pause();
    },
  };
}
