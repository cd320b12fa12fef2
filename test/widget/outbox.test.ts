import { expect, it } from 'vitest';
import { createOutbox, type Outbox } from '../../src/web/widget/direct-line/outbox.ts';

const lost = { kind: 'unreachable', wait: 0 } as const;

/** An outbox whose answers are all lost; `onPost` sees each attempt. */
function losing(onPost: (id: string, attempt: number) => void) {
  const attempts = new Map<string, number>();
  const failed: string[] = [];
  const outbox: Outbox = createOutbox({
    ready: () => true,
    async post({ id }) {
      const attempt = (attempts.get(id) ?? 0) + 1;
      attempts.set(id, attempt);
      onPost(id, attempt);
      return lost;
    },
    onDelivery: ({ id }, delivery) => {
      if (delivery === 'failed') failed.push(id);
    },
    onRefused() {},
    pause: () => new Promise(resolve => setImmediate(resolve)),
  });
  return { outbox, attempts, failed };
}

async function settled(): Promise<void> {
  for (let round = 0; round < 50; round += 1) await new Promise(resolve => setImmediate(resolve));
}

it('counts the attempts of each message anew after the one before it came back on the stream', async () => {
  const { outbox, attempts, failed } = losing((id, attempt) => {
    // Its answers are lost, but it has arrived.
    if (id === 'first' && attempt === 3) setImmediate(() => outbox.confirm('first'));
  });
  outbox.add({ id: 'first', text: 'lupa sandi' });
  outbox.add({ id: 'second', text: 'dari sini' });
  await settled();
  expect([attempts.get('second'), failed]).toEqual([4, ['second']]);
});

it('counts them anew after everything was dropped', async () => {
  const { outbox, attempts } = losing((id, attempt) => {
    if (id !== 'first' || attempt !== 3) return;
    setImmediate(() => {
      outbox.clear();
      outbox.add({ id: 'second', text: 'dari sini' });
    });
  });
  outbox.add({ id: 'first', text: 'lupa sandi' });
  await settled();
  expect(attempts.get('second')).toBe(4);
});

it('goes on counting when it is another message that came back', async () => {
  const { outbox, attempts } = losing(() => outbox.confirm('from another tab'));
  outbox.add({ id: 'first', text: 'lupa sandi' });
  await settled();
  expect(attempts.get('first')).toBe(4);
});
