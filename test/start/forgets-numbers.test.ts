import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openAssistant, type TestAssistant } from '../support/assistant.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { Visitor } from '../support/visitor.ts';

/** How a sealed value looks in a document, see src/conversations/seal.ts. */
const sealed = /"s1\.[\w-]+"/g;
const minute = 60_000;

async function sealedValues({ dataDir }: TestAssistant): Promise<number> {
  const folder = join(dataDir, 'conversations');
  const files = (await readdir(folder, { recursive: true })).filter(file => file.endsWith('.json'));
  const texts = await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')));
  return texts.join().match(sealed)?.length ?? 0;
}

async function askedForTheRoute() {
  const clock = new FakeClock();
  const assistant = await openAssistant({ clock });
  onTestFinished(() => assistant.close());
  const visitor = await Visitor.open(assistant.url);
  for (const text of ['lupa sandi', 'bantu dari sini', 'setuju', '3299 0115 0390 0001', '99000000001'])
    await visitor.say(text);
  // NIK and KPJ, locked; otherwise the tests below would prove nothing.
  expect(await sealedValues(assistant)).toBe(2);
  return { clock, assistant, visitor };
}

describe('NIK and KPJ, locked while a dialog needs them, are forgotten', () => {
  it('when the check starts', async () => {
    const { assistant, visitor } = await askedForTheRoute();
    await visitor.say('sms');
    expect(await sealedValues(assistant)).toBe(0);
  });

  it('on cancel', async () => {
    const { assistant, visitor } = await askedForTheRoute();
    await visitor.say('batal');
    expect(await sealedValues(assistant)).toBe(0);
  });

  it('after half an hour, also when nobody comes back', async () => {
    const { clock, assistant } = await askedForTheRoute();
    await clock.advance(29 * minute);
    await assistant.drained();
    expect(await sealedValues(assistant)).toBe(2);
    await clock.advance(2 * minute);
    await assistant.drained();
    expect(await sealedValues(assistant)).toBe(0);
  });

  it('each after half an hour of its own, however much later the other one came', async () => {
    const clock = new FakeClock();
    const assistant = await openAssistant({ clock });
    onTestFinished(() => assistant.close());
    const visitor = await Visitor.open(assistant.url);
    for (const text of ['lupa sandi', 'bantu dari sini', 'setuju', '3299 0115 0390 0001'])
      await visitor.say(text);
    await clock.advance(20 * minute);
    await visitor.say('99000000001');
    expect(await sealedValues(assistant)).toBe(2);
    for (const left of [1, 0]) {
      await clock.advance((left === 1 ? 11 : 20) * minute);
      await assistant.drained();
      expect(await sealedValues(assistant)).toBe(left);
    }
  });
});
