import { expect, inject, it } from 'vitest';
import { measureSizes } from '../bench/widget/sizes.ts';
import { peerBundles } from '../support/peers.ts';

it('the whole widget weighs a fortieth of Web Chat, and far less than any other peer', async () => {
  const sizes = await measureSizes(inject('webDir'), peerBundles);
  for (const { name, gzip } of sizes) console.log(`${name.padEnd(20)} ${String(gzip).padStart(8)} B gzip`);
  const weight = new Map(sizes.map(({ name, gzip }) => [name, gzip]));
  const widget = weight.get('widget') ?? Number.NaN;
  expect(widget).toBeLessThanOrEqual(24_000);
  expect((weight.get('Web Chat') ?? 0) / widget).toBeGreaterThanOrEqual(40);
  for (const name of ['Web Chat, minimal', 'deep-chat', 'Typebot']) {
    expect((weight.get(name) ?? 0) / widget, name).toBeGreaterThanOrEqual(4);
  }
});
