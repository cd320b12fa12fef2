import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/time-and-chance.ts';
import { openAssistant } from '../support/assistant.ts';
import { Visitor } from '../support/visitor.ts';
import { newDatabase } from './new-database.ts';
import { untilReady } from './persistent.ts';
import { secrets } from './two-processes.ts';

/** As much as a machine without NTP drifts in a few weeks. */
const behind = { ...systemClock, now: () => systemClock.now() - 20_000 };

it('what a process says whose clock is behind is found where the chat began', async () => {
  const shared = { ...secrets, DATABASE_URL: await newDatabase() };
  const first = await openAssistant({}, shared);
  onTestFinished(first.close);
  const second = await openAssistant(
    { clock: behind },
    { ...shared, ACCOUNT_API_URL: first.accountUrl ?? '' },
  );
  onTestFinished(second.close);
  await Promise.all([first, second].map(untilReady));
  const visitor = await Visitor.open(first.url);
  expect((await visitor.through(second.url).say('lupa sandi jmo')).join(' ')).toContain('sandi');
  const messages = await first.store.messages(visitor.conversation);
  expect(messages.map(({ sequence }) => sequence)).toEqual(messages.map((_, index) => index + 1));
  expect(messages.map(({ text }) => text)).toContain('lupa sandi jmo');
  expect(messages.map(({ at }) => at)).toEqual(messages.map(({ at }) => at).sort());
});
