import { expect, it } from 'vitest';
import { readBotDialogs } from '../../../src/content/bot-dialogs.ts';
import { conversationId, take } from '../../conversations-store/turns.ts';
import { smallContent } from '../../support/small-content.ts';
import { call, openStore, session, startConsole } from '../console-server.ts';

it('every sentence of every dialog is there, with its wordings, answers, sample chats, and how often it ran', async () => {
  const { get, store } = await opened();
  await take(store, conversationId('sampai di sini'), {
    conversation: { notes: { causes: [], tried: [], ownership: 'notAsked', open: waiting } },
    says: ['lupa sandi', { from: 'bot', text: 'Sudah bisa?', ...waiting }],
  });
  const { json } = await get('content/dialogs');
  expect([json.from, json.to]).toEqual(['2026-02-13', '2026-03-12']);
  const dialog = json.dialogs.find(({ name }: Named) => name === 'way-out');
  expect(dialog.about).toContain('Setiap saran diakhiri dengan pertanyaan');
  const step = dialog.steps.find(({ name }: Named) => name === 'afterAdvice');
  expect(step.texts.map(({ role }: { role: string }) => role)).toEqual(['say', 'retry', 'simpler']);
  expect(step.texts[0].bubbles[0]).toContain('Sudah bisa masuk, atau belum?');
  expect(step.choices[0]).toMatchObject({ title: 'Sudah bisa' });
  expect(step.chats).toContain(
    'Petugas menjawab dan mengembalikan chat; penilaian ditanyakan sekali, lalu chat jalan lagi',
  );
  expect([step.reached, step.left]).toEqual([1, 0]);
});

it('intents come with what is taught, what is held out, and how the model that answers takes it', async () => {
  const { get } = await opened();
  const { json } = await get('content/intents');
  const intent = json.intents.find(({ name }: Named) => name === 'forgot_password');
  expect(intent).toMatchObject({ title: 'Lupa kata sandi', opens: 'reset-password' });
  expect([intent.examples.length, intent.tests.length]).toEqual([12, 5]);
  const { json: run } = await get('content/intents/forgot_password/tests');
  expect(run.tests).toHaveLength(5);
  for (const test of run.tests) expect(test.passed).toBe(test.taken === 'forgot_password');
  expect(run.tests.filter(({ passed }: { passed: boolean }) => passed).length).toBeGreaterThan(2);
});

it.each(['tidak_ada', '..%2f_lexicon', '__proto__'])('there is no intent "%s"', async name => {
  const { get } = await opened();
  expect((await get(`content/intents/${name}/tests`)).status).toBe(404);
});

interface Named {
  readonly name: string;
}

const waiting = { dialog: 'way-out', step: 'afterAdvice' };

async function opened() {
  const { content, base } = smallContent();
  const { store } = await openStore();
  const console = await startConsole({
    store,
    content: { dialogs: readBotDialogs('.'), intents: content.intents, understanding: base },
  });
  const cookie = await session(console);
  return { store, get: (path: string) => call(`${console.api}/${path}`, { cookie }) };
}
