import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { openAssistant, type TestAssistant } from '../support/assistant.ts';

/** What a balancer hears on a connection that was accepted before the process was told to end, and on which it asks afterwards. */
async function readinessHeard(end: (assistant: TestAssistant) => Promise<void>): Promise<string> {
  const assistant = await openAssistant();
  const { hostname, port } = new URL(assistant.url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write('GET /health/ready HTTP/1.1\r\nHost: localhost\r\n');
  // An answer on another connection: what was sent before on this one has been read by then.
  await fetch(`${assistant.url}/health/live`);
  const ended = end(assistant);
  socket.write('Connection: close\r\n\r\n');
  let answer = '';
  for await (const piece of socket) answer += String(piece);
  await ended;
  return answer.split('\r\n')[0] ?? '';
}

it('a process that ends is not ready any more', async () => {
  expect(await readinessHeard(assistant => assistant.close())).toContain('503');
});

it('one whose place another has taken is as ready as the other', async () => {
  expect(await readinessHeard(assistant => assistant.giveWay())).toContain('200');
});
