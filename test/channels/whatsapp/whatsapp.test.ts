import { describe, expect, it } from 'vitest';
import { everythingBelow } from '../everything-below.ts';
import { createGraph, graphError } from './fake-graph.ts';
import { openWhatsApp, saidOnWhatsApp, sign, whatsapp } from './whatsapp-server.ts';

const day = 24 * 60 * 60_000;
const graph = createGraph(whatsapp);

describe('WhatsApp', () => {
  it('answers Meta’s question whether this is the right address, and nobody else’s', async () => {
    const { assistant } = await openWhatsApp();
    const ask = (query: Record<string, string>) =>
      fetch(`${assistant.url}/webhooks/whatsapp?${new URLSearchParams(query)}`);
    const right = {
      'hub.mode': 'subscribe',
      'hub.verify_token': whatsapp.verifyToken,
      'hub.challenge': '1158201444',
    };
    const response = await ask(right);
    expect([response.status, await response.text()]).toEqual([200, '1158201444']);
    for (const wrong of [
      { ...right, 'hub.verify_token': 'x' },
      { ...right, 'hub.mode': 'unsubscribe' },
      { ...right, 'hub.challenge': '<script>' },
      {},
    ]) {
      expect((await ask(wrong)).status).toBe(403);
    }
  });

  it('answers in order within Meta’s limits; three choices are buttons, a tapped one is an answer', async () => {
    const { send, text, tap, settle, platform } = await openWhatsApp();
    await send(text('min aku lupa sandi jmo'));
    await settle();
    const said = saidOnWhatsApp(platform.requests);
    const question = said.at(-1);
    expect(question.to).toBe('6285712340077');
    const rows = question.interactive.action.sections.flatMap((section: { rows: object[] }) => section.rows);
    const guide = rows.find(({ description = '' }: { description?: string }) =>
      description.startsWith('Pandu'),
    );
    await send(tap(guide.id, guide.title));
    await settle();
    expect(saidOnWhatsApp(platform.requests).length).toBeGreaterThan(said.length);
  });

  it('reads batches: several messages, several changes, reports of delivery among them', async () => {
    const { post, batch, value, text, settle, assistant } = await openWhatsApp();
    const all = ['halo', 'lupa sandi', 'makasih'].map(text);
    const read = { statuses: [{ id: 'wamid.1', status: 'read', recipient_id: '6285712340077' }] };
    await post(batch(value({ messages: all.slice(0, 2) }), value(read), value({ messages: all.slice(2) })));
    await settle();
    const [chat] = (await assistant.store.list({})).conversations;
    const messages = chat ? await assistant.store.messages(chat.id) : [];
    expect(messages.filter(({ from }) => from === 'user').map(({ text: said }) => said)).toEqual([
      'halo',
      'lupa sandi',
      'makasih',
    ]);
  });

  it('knows a user by the business’s own id for them, with or without a telephone number', async () => {
    const { post, batch, value, message, settle, assistant, platform } = await openWhatsApp();
    const say = (body: string) => ({ type: 'text', text: { body } });
    const [user, phone] = ['ID.13491208655302741918', '6285712340077'];
    await post(
      batch(
        value({
          contacts: [{ user_id: user, wa_id: phone }],
          messages: [message({ ...say('halo'), from_user_id: user })],
        }),
      ),
    );
    const { from: _, ...hidden } = message({ ...say('lupa sandi'), from_user_id: user });
    await post(batch(value({ contacts: [{ user_id: user }], messages: [hidden] })));
    await settle();
    expect((await assistant.store.list({})).conversations).toHaveLength(1);
    expect(saidOnWhatsApp(platform.requests).at(0)).toHaveProperty('to', phone);
    expect(saidOnWhatsApp(platform.requests).at(-1)).toHaveProperty('recipient', user);
  });

  it('refuses every signature but the right one over the very bytes', async () => {
    const { post, batch, value, text, assistant } = await openWhatsApp();
    const body = JSON.stringify(batch(value({ messages: [text('halo')] })));
    const wrong = [
      '',
      'sha256=',
      sign(body).toUpperCase(),
      sign(body).replace('sha256=', 'SHA256='),
      sign(body).slice(0, -1),
      sign(body).replace('sha256=', 'sha1='),
      sign(`${body} `),
      sign(body, 'another-secret'),
    ];
    for (const signature of wrong) {
      expect((await post(body, { 'X-Hub-Signature-256': signature })).status).toBe(401);
    }
    const bare = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
    expect((await fetch(`${assistant.url}/webhooks/whatsapp`, bare)).status).toBe(401);
    expect((await assistant.store.list({})).conversations).toEqual([]);
  });

  it('makes one turn of a batch that is repeated, and none of one that somebody kept for eight days', async () => {
    const { post, batch, value, text, settle, assistant, clock } = await openWhatsApp();
    const body = batch(value({ messages: [text('halo')] }));
    await Promise.all([1, 2, 3, 4, 5].map(() => post(body)));
    await settle();
    await clock.advance(8.1 * day);
    expect((await post(body)).status).toBe(200);
    await settle();
    const [chat] = (await assistant.store.list({})).conversations;
    const messages = chat ? await assistant.store.messages(chat.id) : [];
    expect(messages.filter(({ from }) => from === 'user')).toHaveLength(1);
  });

  it('refuses media kindly and keeps nothing of them; kinds that nobody knows are passed over', async () => {
    const { send, post, message, settle, assistant, platform } = await openWhatsApp();
    const secret = 'RAHASIA-3299011504900017';
    await send(
      message({ type: 'image', image: { id: secret, caption: secret } }),
      message({ type: 'audio', audio: { id: secret } }),
      message({ type: 'location', location: { latitude: 1, longitude: 2, name: secret } }),
      message({ type: 'contacts', contacts: [{ name: { formatted_name: secret } }] }),
      message({ type: 'sticker', sticker: { id: secret } }),
      message({ type: 'reaction', reaction: { emoji: '👍' } }),
      message({ type: 'some_day' }),
    );
    for (const body of [{}, { entry: [{ changes: [{ value: { new: 1 } }] }] }, []]) {
      expect((await post(body)).status).toBe(200);
    }
    await settle();
    const said = saidOnWhatsApp(platform.requests);
    expect(said.length).toBeGreaterThanOrEqual(5);
    expect(JSON.stringify(said)).not.toContain(secret);
    const written = await everythingBelow(assistant.dataDir);
    for (const private_ of [secret, '6285712340077', '85712340077', 'Budi Santoso']) {
      expect(written).not.toContain(private_);
    }
  });

  it('passes over what was sent to another number of the same business', async () => {
    const { post, batch, value, text, assistant } = await openWhatsApp();
    const other = { ...value({ messages: [text('halo')] }), metadata: { phone_number_id: '999999999' } };
    expect((await post(batch(other))).status).toBe(200);
    await assistant.drained();
    expect((await assistant.store.list({})).conversations).toEqual([]);
  });

  it('slows down when it is told to, by Retry-After and for a single pair', async () => {
    const refusals = [graphError(429, 130_429, { 'Retry-After': '20' }), graphError(400, 131_056)];
    const { send, text, settle, platform } = await openWhatsApp(request =>
      request.body.type === undefined ? graph(request) : (refusals.shift() ?? graph(request)),
    );
    await send(text('halo'));
    await settle(19_000);
    expect(saidOnWhatsApp(platform.requests)).toHaveLength(1);
    await settle(5_000);
    expect(saidOnWhatsApp(platform.requests)).toHaveLength(2);
    await settle(20_000);
    expect(saidOnWhatsApp(platform.requests).length).toBeGreaterThan(3);
  });

  it('shows what Meta took and could not deliver as a dead letter', async () => {
    const { send, post, batch, value, text, settle, assistant, platform } = await openWhatsApp();
    await send(text('halo'));
    await settle();
    const [first] = saidOnWhatsApp(platform.requests);
    const status = {
      id: 'wamid.1',
      status: 'failed',
      biz_opaque_callback_data: first.biz_opaque_callback_data,
      errors: [{ code: 131_026 }],
    };
    const forged = { ...status, biz_opaque_callback_data: 'x y z' };
    await post(batch(value({ statuses: [status, forged] })));
    expect(await assistant.outbox.deadLetters()).toMatchObject([
      { channel: 'whatsapp', problem: 'whatsapp-status-131026' },
    ]);
  });

  it('asks with a template after a day of silence, and says what waits once the user has answered', async () => {
    const { send, text, settle, platform, silentFor, agentSays } = await openWithAgent();
    await silentFor(day);
    await agentSays('Sudah kami cek, Kak.');
    await settle(60_000);
    expect(saidOnWhatsApp(platform.requests)).toMatchObject([
      { type: 'template', template: { name: 'ada_kabar', language: { code: 'id' } } },
    ]);
    await send(text('iya'));
    await settle(20_000);
    const bodies = saidOnWhatsApp(platform.requests).map(({ text: said }) => said?.body);
    expect(bodies.filter(body => body === 'Rini: Sudah kami cek, Kak.')).toHaveLength(1);
    expect(saidOnWhatsApp(platform.requests).filter(({ type }) => type === 'template')).toHaveLength(1);
  });

  it('gives up what waits for an answer to a template that nobody gives for a day', async () => {
    const { settle, platform, assistant, silentFor, agentSays } = await openWithAgent();
    await silentFor(day);
    await agentSays('Sudah kami cek, Kak.', 'Sudah bisa dicoba.');
    await settle(60_000);
    await silentFor(day);
    await settle(60_000);
    const given = await assistant.outbox.deadLetters();
    expect(given.length).toBeGreaterThanOrEqual(2);
    expect(new Set(given.map(({ problem }) => problem))).toEqual(new Set(['whatsapp-window']));
    expect(await assistant.outbox.backlog()).toEqual([]);
    // Nobody is asked for an answer to what nobody sends any more.
    expect(saidOnWhatsApp(platform.requests)).toEqual([]);
  });

  it('is not there without its settings', async () => {
    const none = Object.fromEntries(
      ['PHONE_NUMBER_ID', 'ACCESS_TOKEN', 'APP_SECRET', 'VERIFY_TOKEN'].map(name => [`WHATSAPP_${name}`, '']),
    );
    const { assistant } = await openWhatsApp(undefined, none);
    for (const method of ['GET', 'POST']) {
      const status = (await fetch(`${assistant.url}/webhooks/whatsapp`, { method })).status;
      expect([404, 405]).toContain(status);
    }
  });
});

/** A chat that asked for a person, with a template to open it again; `silentFor` also forgets what was sent before. */
async function openWithAgent() {
  const opened = await openWhatsApp(graph, { WHATSAPP_TEMPLATE: 'ada_kabar' });
  const { send, text, settle, assistant, clock, platform } = opened;
  await send(text('mau bicara dengan petugas'));
  await settle();
  const agent = { id: 'u1', name: 'Rini' };
  const write = async (content: object) => {
    const [chat] = (await assistant.store.list({})).conversations;
    if (!chat) throw new Error('no conversation');
    const dedupeKey = `test-${Math.random()}`;
    await assistant.receive({
      conversation: chat.id,
      channel: 'whatsapp',
      user: chat.user,
      dedupeKey,
      content,
    } as never);
  };
  return {
    ...opened,
    async agentSays(...texts: string[]) {
      await write({ kind: 'takeOver', agent });
      for (const said of texts) await write({ kind: 'reply', agent, text: said });
    },
    async silentFor(milliseconds: number) {
      await clock.advance(milliseconds);
      platform.requests.length = 0;
    },
  };
}
