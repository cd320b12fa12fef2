import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { call, cookieOf, giveFactor, openUsers } from '../console/console-server.ts';
import { openAssistant, type TestAssistant } from '../support/assistant.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { Visitor } from '../support/visitor.ts';
import { connect } from '../web-chat/chat-server.ts';

const password = 'kuda poni ungu';
const click = '6f9619ff-8b86-4011-b42d-00c04fc964ff';

describe('a person of the support team in a chat', () => {
  it('takes it, answers on the visitor’s socket under their own name, and gives it back', async () => {
    const { assistant, visitor, agents } = await opened('rini');
    await visitor.say('mau ngomong sama petugas aja');
    const view = await connect(await visitor.streamUrl());
    expect((await agents.rini('takeover')).json.conversation).toMatchObject({
      holder: 'person',
      agent: { name: 'Rini' },
    });
    await agents.rini('reply', { text: 'Halo, saya Rini.' });
    await view.until(() => view.activities.some(({ text }) => text === 'Halo, saya Rini.'));
    expect(view.activities.at(-1)).toMatchObject({
      type: 'message',
      from: { id: 'agent', name: 'Rini', role: 'bot' },
    });
    expect(await visitor.say('batal')).toEqual([]);
    expect((await agents.rini('release')).json.conversation).toMatchObject({ holder: 'bot' });
    expect((await visitor.hear()).join(' ')).toContain('Petugas (Rini) sudah selesai');
    const said = await assistant.store.messages(visitor.conversation);
    expect(said.filter(({ from }) => from === 'agent')).toMatchObject([
      { text: 'Halo, saya Rini.', name: 'Rini' },
    ]);
  });

  it('is the only one: of two who take it at once one wins, and the other learns who', async () => {
    const { agents } = await opened('rini', 'dewi');
    const taken = await Promise.all([agents.rini('takeover'), agents.dewi('takeover')]);
    expect(taken.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [lost, winner] = taken[0]?.status === 409 ? [taken[0], 'Dewi'] : [taken[1], 'Rini'];
    expect(lost?.json).toMatchObject({ error: { code: 'held-by-another' }, agent: { name: winner } });
  });

  it('alone may answer and give back; an admin may free the chat of somebody who went home', async () => {
    const { agents } = await opened('rini', 'dewi', 'bos');
    expect(await refusal(agents.rini('reply', { text: 'Halo' }))).toEqual([409, 'not-held']);
    expect(await refusal(agents.rini('release'))).toEqual([409, 'not-held']);
    await agents.rini('takeover');
    expect(await refusal(agents.dewi('reply', { text: 'Halo' }))).toEqual([409, 'held-by-another']);
    expect(await refusal(agents.dewi('release'))).toEqual([409, 'held-by-another']);
    expect((await agents.bos('release')).status).toBe(200);
    expect((await agents.dewi('takeover')).status).toBe(200);
  });

  it('clicks twice and is heard once', async () => {
    const { visitor, agents } = await opened('rini');
    await agents.rini('takeover', { id: click });
    await agents.rini('takeover', { id: click });
    await agents.rini('takeover');
    const again = '6f9619ff-8b86-4011-b42d-00c04fc964fe';
    const replies = [0, 1, 2].map(() => agents.rini('reply', { id: again, text: 'Sebentar ya.' }));
    expect((await Promise.all(replies)).map(({ status }) => status)).toEqual([200, 200, 200]);
    const heard = await visitor.history();
    expect(heard.filter(text => text === 'Sebentar ya.')).toHaveLength(1);
    expect(heard.filter(text => text.startsWith('Kakak sekarang terhubung'))).toHaveLength(1);
    const release = '6f9619ff-8b86-4011-b42d-00c04fc964fd';
    expect((await agents.rini('release', { id: release })).status).toBe(200);
    expect((await agents.rini('release', { id: release })).status).toBe(200);
  });

  it('cannot write somebody’s numbers down, in one message or in two: it is stopped, or masked', async () => {
    const { assistant, visitor, agents } = await opened('rini');
    await agents.rini('takeover');
    const [nik, phone] = ['3299011503900001', '081234567890'];
    const text = `NIK ${nik}, HP ${phone}, budi@contoh.id`;
    for (const path of ['reply', 'notes']) {
      const { status, json } = await agents.rini(path, { text });
      expect([status, json.error.code, json.found]).toEqual([422, 'holds-secret', ['email', 'nik', 'phone']]);
    }
    expect(await refusal(agents.rini('tags', { add: [nik] }))).toEqual([422, 'holds-secret']);
    expect(await visitor.hear()).toHaveLength(2);
    await agents.rini('reply', { text: nik.slice(0, 9) });
    await agents.rini('reply', { text: nik.slice(9) });
    const written = await everythingBelow(join(assistant.dataDir, 'conversations'));
    for (const secret of [nik, phone, 'budi@contoh.id', nik.slice(9)]) expect(written).not.toContain(secret);
  });

  it('may write numbers of four digits again once the code that was asked for has run out', async () => {
    const clock = new FakeClock();
    const { visitor, agents } = await opened('rini', clock);
    for (const text of ['lupa kata sandi jmo', 'bantu dari sini', 'setuju']) await visitor.say(text);
    for (const text of ['3299011503900001', '99000000001', 'sms', 'petugas']) await visitor.say(text);
    await agents.rini('takeover');
    const text = 'Paling lambat 17 Agustus 2025 ya, Kak.';
    for (const path of ['reply', 'notes'])
      expect(await refusal(agents.rini(path, { text }))).toEqual([422, 'holds-secret']);
    await clock.advance(6 * 60_000);
    for (const path of ['reply', 'notes']) expect((await agents.rini(path, { text })).status).toBe(200);
    expect(await visitor.hear()).toContain(text);
  });

  it.each([
    ['nothing', {}],
    ['no text', { text: '  ' }],
    ['a novel', { text: 'a'.repeat(2_001) }],
    ['an id that could be a number of somebody', { text: 'Halo', id: '3299011503900001' }],
  ])('is refused when the reply is %s', async (_, body) => {
    const { agents } = await opened('rini');
    await agents.rini('takeover');
    expect((await agents.rini('reply', body)).status).toBe(422);
  });

  it('finds nothing where a visitor was erased, and brings nothing back', async () => {
    const { assistant, visitor, agents } = await opened('rini');
    await agents.rini('takeover');
    const user = (await assistant.store.load(visitor.conversation))?.user;
    if (user) await assistant.store.eraseUser(user);
    for (const action of ['takeover', 'reply', 'release']) {
      const { status, json } = await agents.rini(action, { text: 'Halo' });
      expect([status, json.error.code]).toEqual([404, 'not-found']);
    }
    expect(await assistant.store.load(visitor.conversation)).toBeUndefined();
  });

  it('still holds the chat after a restart', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'people-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const before = await opened('rini', { DATA_DIR: dataDir });
    await before.agents.rini('takeover');
    await before.assistant.close();

    const assistant = await openAssistant({}, { DATA_DIR: dataDir });
    onTestFinished(() => assistant.close());
    const visitor = await Visitor.open(assistant.url, before.visitor.resume);
    expect(await visitor.say('masih di situ mbak?')).toEqual([]);
    const agent = await logIn(assistant, 'rini', visitor);
    expect((await agent('reply', { text: 'Masih, Kak.' })).status).toBe(200);
    expect(await visitor.hear()).toEqual(['Masih, Kak.']);
  });

  it('sees at once what the case is about, in words', async () => {
    const { assistant, visitor, agents } = await opened('rini');
    await visitor.say('min gk bs login, katanya data tidak sesuai');
    await visitor.say('petugas');
    const { json } = await agents.rini('takeover');
    expect(json.conversation.holder).toBe('person');
    const shown = await agents.show();
    const facts = Object.fromEntries(
      shown.json.summary.map(({ name, value }: { name: string; value: string }) => [name, value]),
    );
    expect(facts).toMatchObject({
      'Nomor tiket': expect.stringMatching(/^JMO-/),
      'Minta petugas': expect.stringMatching(/ pukul \d\d\.\d\d WIB$/),
      'Dugaan penyebab': 'data yang belum cocok',
      'Yang sudah dicoba': 'penyebabnya dijelaskan',
      'Pemilik akun': 'belum diperiksa',
      'Kata layanan akun': 'belum ditanyakan',
      'Pertanyaan terbuka': 'tidak ada',
    });
    const listed = await call(`${assistant.url}/console/api/conversations`, { cookie: agents.cookie });
    expect(listed.json.conversations[0]).toMatchObject({ holder: 'person', agent: { name: 'Rini' } });
  });
});

describe('the summary of a case', () => {
  it('counts what was asked, not the answers to the questions that followed', async () => {
    const { assistant, visitor, agents } = await opened('rini');
    for (const text of ['lupa kata sandi jmo', 'bantu dari sini', 'setuju']) await visitor.say(text);
    for (const text of ['3299011503900001', '19012345678', 'sms']) await visitor.say(text);
    const said = await assistant.store.messages(visitor.conversation);
    const sms = said.find(({ text }) => text === 'sms')?.insight;
    expect(sms).toMatchObject({ intent: 'reset_by_sms', kind: 'understood', taken: 'answer' });
    const { json } = await agents.show();
    const asked = json.summary.find(({ name }: { name: string }) => name === 'Yang ditanyakan');
    expect(asked.value).toBe('Lupa kata sandi');
  });
});

type Act = (action: string, body?: object) => ReturnType<typeof call>;

/** An assistant, a visitor who has said something, and people who are logged in: `bos` is an admin. */
async function opened(...given: (string | FakeClock | { DATA_DIR: string })[]) {
  const clock = given.find(one => one instanceof FakeClock);
  const environment = given.find(one => typeof one === 'object' && 'DATA_DIR' in one);
  const assistant = await openAssistant(clock && { clock }, { ...environment });
  if (!environment) onTestFinished(() => assistant.close());
  const visitor = await Visitor.open(assistant.url);
  await visitor.say('halo');
  const acts: Record<string, Act> = {};
  for (const name of given.filter(one => typeof one === 'string'))
    acts[name] = await logIn(assistant, name, visitor);
  const [rini, dewi, bos] = ['rini', 'dewi', 'bos'].map(name => acts[name] ?? noBody);
  const cookie = await cookieFor(assistant, 'pembaca');
  const show = () => call(`${assistant.url}/console/api/conversations/${visitor.conversation}`, { cookie });
  return {
    assistant,
    visitor,
    agents: { rini: rini ?? noBody, dewi: dewi ?? noBody, bos: bos ?? noBody, show, cookie },
  };
}

const noBody: Act = () => Promise.reject(new Error('Nobody of that name is logged in'));

async function logIn(assistant: TestAssistant, name: string, visitor: Visitor): Promise<Act> {
  const cookie = await cookieFor(assistant, name);
  return (action, body) =>
    call(`${assistant.url}/console/api/conversations/${visitor.conversation}/${action}`, {
      cookie,
      method: 'POST',
      ...(body && { body }),
    });
}

const roleOf = { bos: 'admin', pembaca: 'reader' } as const;

async function cookieFor({ url, dataDir }: TestAssistant, name: string): Promise<string> {
  const email = `${name}@contoh.id`;
  const role = name in roleOf ? roleOf[name as keyof typeof roleOf] : 'agent';
  const users = openUsers(dataDir);
  await users.add({ email, role, password });
  const cookie = cookieOf(await call(`${url}/console/api/login`, { body: { email, password } }));
  if (role === 'admin') await giveFactor(users, email);
  return cookie;
}

async function refusal(answer: ReturnType<typeof call>): Promise<[number, string]> {
  const { status, json } = await answer;
  return [status, json.error.code];
}

async function everythingBelow(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile());
  return (await Promise.all(files.map(file => readFile(join(file.parentPath, file.name), 'utf8')))).join(
    '\n',
  );
}
