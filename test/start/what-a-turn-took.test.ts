import { expect, it, onTestFinished } from 'vitest';
import { openAssistant } from '../support/assistant.ts';
import { Visitor } from '../support/visitor.ts';

it('a turn keeps how long it took, and what the account service was asked and said, but nothing of what it knows', async () => {
  const assistant = await openAssistant();
  onTestFinished(() => assistant.close());
  await fetch(`${assistant.accountUrl}/dev/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ mode: 'slow', ms: 30 }),
  });
  const visitor = await Visitor.open(assistant.url);
  for (const text of ['lupa sandi', 'bantu dari sini', 'setuju', '3299011503900001', '99000000001', 'sms'])
    await visitor.say(text);
  const messages = await assistant.store.messages(visitor.conversation);
  const asked = messages.filter(({ work }) => work && work.calls.length > 0);
  expect(asked.map(({ from, text }) => [from, text])).toEqual([['user', 'sms']]);
  const [{ work } = {}] = asked;
  expect(work?.calls).toEqual([
    { operation: 'startVerification', answer: 'started', took: expect.any(Number) },
  ]);
  const [call] = work?.calls ?? [];
  expect(call?.took).toBeGreaterThanOrEqual(25);
  expect(work?.took).toBeGreaterThanOrEqual(call?.took ?? Number.NaN);
});
