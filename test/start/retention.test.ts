import { expect, it, onTestFinished } from 'vitest';
import { openAssistant } from '../support/assistant.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { Visitor } from '../support/visitor.ts';

const day = 24 * 60 * 60_000;

it('with RETENTION_DAYS a chat is erased when nothing was said in it for so long, and its visitor begins a new one', async () => {
  const clock = new FakeClock();
  const assistant = await openAssistant({ clock }, { RETENTION_DAYS: '8' });
  onTestFinished(() => assistant.close());
  const [gone, kept] = [await Visitor.open(assistant.url), await Visitor.open(assistant.url)];
  await gone.say('lupa sandi');
  await kept.say('lupa sandi');
  clock.jump(6 * day);
  const back = await Visitor.open(assistant.url, kept.resume);
  await back.say('akun terkunci');
  clock.jump(3 * day);
  await clock.advance(60 * 60_000);
  await expect.poll(() => assistant.store.load(gone.conversation)).toBeUndefined();
  expect(await assistant.store.load(kept.conversation)).toBeDefined();
  const again = await Visitor.open(assistant.url, gone.resume);
  expect(await again.say('halo')).not.toEqual([]);
  expect(await again.history()).not.toContain('lupa sandi');
});
