import { expect, it, onTestFinished } from 'vitest';
import { ConversationId, DedupeKey, UserId } from '../../src/ids.ts';
import { openAssistant } from '../support/assistant.ts';

it('of a conversation knows nothing of what another conversation was in the middle of', async () => {
  const assistant = await openAssistant();
  onTestFinished(() => assistant.close());
  const first = ['satu', 'dua'].map(name => ConversationId.parse(`percakapan-baru-${name}-000`));
  for (const conversation of first) {
    await assistant.receive({
      conversation,
      channel: 'telegram',
      user: UserId.parse(conversation),
      dedupeKey: DedupeKey.parse('pesan-1'),
      // Without a greeting before it, as on channels where the user writes first.
      content: { kind: 'text', text: 'lupa sandi jmo' },
    });
  }
  const [one, two] = await Promise.all(first.map(conversation => assistant.store.messages(conversation)));
  expect(two?.map(({ text }) => text)).toEqual(one?.map(({ text }) => text));
});
