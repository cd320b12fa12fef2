import { describe, expect, it } from 'vitest';
import { columns } from '../../src/conversations/transcripts/row.ts';
import { UserId } from '../../src/ids.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { adminSession } from './authenticator.ts';
import { call, openStore, sessionAs, startConsole, testSealer } from './console-server.ts';

const [one, two] = [conversationId('satu'), conversationId('dua')];
const link = 'https://akun.example/v/rahasia-sekali-pakai';

describe('an export', () => {
  it('of one conversation is a file in each of three formats, without the addresses of pages', async () => {
    const { console } = await opened();
    const cookie = await sessionAs(console, 'editor');
    const get = (format: string) =>
      call(`${console.api}/conversations/${one}/export`, { cookie, body: { format } });
    const jsonl = await get('jsonl');
    expect(jsonl.headers.get('content-disposition')).toBe(`attachment; filename="percakapan-${one}.jsonl"`);
    expect(lines(jsonl.text).map(line => JSON.parse(line).text)).toEqual(['lupa sandi', 'Buka halaman ini.']);
    const csv = await get('csv');
    expect(csv.text.startsWith(`\uFEFF${columns.join(',')}\r\n`)).toBe(true);
    const { text, json } = await get('transcript');
    expect(json).toMatchObject([{ type: 'message', text: 'lupa sandi' }, { from: { role: 'bot' } }]);
    for (const file of [jsonl.text, csv.text, text]) expect(file).not.toContain(link);
    expect((await get('xml')).status).toBe(422);
    expect(await exported(console)).toHaveLength(3);
  });

  it('of what the list shows has all of it and nothing else, also over many pages', async () => {
    const { console } = await opened();
    const cookie = await sessionAs(console, 'editor');
    for (let n = 0; n < 120; n += 1) {
      await take(console.store, conversationId(`telegram ${n}`), {
        conversation: { channel: 'telegram' },
        says: [`pesan ${n}`],
      });
    }
    const body = { format: 'jsonl', filter: 'channel=telegram&q=pesan&intent=' };
    const { text } = await call(`${console.api}/conversations/export`, { cookie, body });
    expect(new Set(lines(text).map(line => JSON.parse(line).text))).toHaveLength(120);
    expect((await exported(console))[0]).toMatchObject({
      action: 'export',
      object: 'conversations',
      details: { format: 'jsonl', by: 'channel text' },
    });
    for (const filter of ['channel=fax', 'since=kemarin', `q=${'a'.repeat(201)}`, 'a'.repeat(2_001)]) {
      const refused = await call(`${console.api}/conversations/export`, {
        cookie,
        body: { ...body, filter },
      });
      expect(refused.status).toBe(422);
    }
  });

  it('has a conversation that moved to the front meanwhile once', async () => {
    const { console } = await opened();
    const { store } = console;
    let moved = false;
    const moving = {
      ...store,
      async messages(id: typeof one) {
        if (!moved) {
          moved = true;
          const at = '2026-03-12T02:00:01.000Z';
          await take(store, one, { at, says: ['masih di sini'] });
        }
        return store.messages(id);
      },
    };
    const again = await startConsole({ dataDir: console.dataDir, clock: console.clock, store: moving });
    const cookie = await sessionAs(again, 'editor');
    const { text } = await call(`${again.api}/conversations/export`, { cookie, body: { format: 'jsonl' } });
    const found = lines(text).map(line => JSON.parse(line));
    expect(found.filter(({ text }) => text === 'lupa sandi')).toHaveLength(1);
    expect(found.filter(({ conversation }) => conversation === two)).toHaveLength(1);
  });

  const formulas = [
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\0',
    '\n',
    '＝',
    '＋',
    '－',
    '＠',
    '﹣',
    '−',
    ' =',
    '\u200b=',
  ];

  it('as CSV runs no formula in a spreadsheet, whatever a visitor wrote', async () => {
    const { console } = await opened();
    const says = formulas.map(begin => `${begin}HYPERLINK("https://jahat.example","klik");1`);
    const id = conversationId('rumus');
    await take(console.store, id, { says });
    const cookie = await sessionAs(console, 'editor');
    const body = { format: 'csv' };
    const { text } = await call(`${console.api}/conversations/${id}/export`, { cookie, body });
    const cells = readCsv(text.slice(1))
      .slice(1)
      .map(row => row[columns.indexOf('text')]);
    expect(cells).toEqual(says.map(said => `'${said}`));
  });
});

describe('a token', () => {
  it('is told once, fetches what it is for, and notes when', async () => {
    const { console, cookie } = await withAdmin();
    const made = await create(console, cookie, ['transcripts']);
    expect(made.text).toMatch(/^jmo_[0-9a-f]{16}_[\w-]{43}$/);
    const file = await fetchAs(console, made.text, 'export', { format: 'jsonl' });
    expect(lines(file.text)).toHaveLength(3);
    const numbers = { from: '2026-03-01', to: '2026-03-12', table: 'days' };
    expect((await fetchAs(console, made.text, 'export/numbers', numbers)).status).toBe(401);
    const other = await create(console, cookie, ['numbers']);
    expect((await fetchAs(console, other.text, 'export/numbers', numbers)).text).toContain('percakapan');
    expect((await fetchAs(console, other.text, 'export', { format: 'jsonl' })).status).toBe(401);
    const { json, text } = await call(`${console.api}/tokens`, { cookie });
    expect(text).not.toContain(made.text.slice(-43));
    expect(json.tokens[1]).toMatchObject({ name: 'Gudang data', createdBy: 'Joko', scopes: ['transcripts'] });
    expect(json.tokens[1].lastUsedAt).toBe(new Date(console.clock.now()).toISOString());
    expect((await exported(console)).map(({ actor }) => actor.role)).toEqual(['token', 'token']);
  });

  it('opens nothing else, and no session opens what is for tokens', async () => {
    const { console, cookie } = await withAdmin();
    const { text } = await create(console, cookie, ['transcripts', 'numbers']);
    for (const path of ['me', 'conversations', 'audit', 'people']) {
      const answer = await call(`${console.api}/${path}`, { headers: { Authorization: `Bearer ${text}` } });
      expect([path, answer.status]).toEqual([path, 401]);
    }
    expect((await call(`${console.api}/export`, { cookie, body: { format: 'jsonl' } })).status).toBe(401);
  });

  it.each<[string, (opened: Awaited<ReturnType<typeof withAdmin>>, id: string) => Promise<unknown>]>([
    ['it was revoked', ({ console, cookie }, id) => revoke(console, cookie, id)],
    ['its days are over', ({ console }) => console.clock.advance(30 * 24 * 60 * 60_000)],
    ['whoever made it was disabled', ({ console }) => changeJoko(console, { disabled: true })],
    ['whoever made it is no admin any more', ({ console }) => changeJoko(console, { role: 'editor' })],
  ])('is worth nothing once %s', async (_, change) => {
    const opened = await withAdmin();
    const { text, token } = await create(opened.console, opened.cookie, ['transcripts']);
    expect((await fetchAs(opened.console, text, 'export', { format: 'jsonl' })).status).toBe(200);
    await change(opened, token.id);
    expect((await fetchAs(opened.console, text, 'export', { format: 'jsonl' })).status).toBe(401);
  });

  it.each([
    '',
    'Bearer',
    'Bearer x',
    `Bearer jmo_${'0'.repeat(16)}_${'A'.repeat(43)}`,
    'Basic YTpi',
    'Bearer jmo___proto___',
  ])('%j is none', async Authorization => {
    const { console } = await opened();
    const answer = await call(`${console.api}/export`, {
      headers: { Authorization },
      body: { format: 'csv' },
    });
    expect(answer.status).toBe(401);
  });

  it.each([
    ['without a name', { name: ' ' }],
    ['with a line break in it', { name: 'a\nb' }],
    ['for nothing', { scopes: [] }],
    ['for everything', { scopes: ['*'] }],
    ['for ever', { days: 366 }],
  ])('is not made %s', async (_, changes) => {
    const { console, cookie } = await withAdmin();
    const body = { name: 'x', scopes: ['numbers'], days: 1, ...changes };
    expect((await call(`${console.api}/tokens`, { cookie, body })).status).toBe(422);
  });

  it('is revoked once', async () => {
    const { console, cookie } = await withAdmin();
    const { token } = await create(console, cookie, ['numbers']);
    expect((await revoke(console, cookie, token.id)).status).toBe(200);
    expect((await revoke(console, cookie, token.id)).status).toBe(404);
  });
});

describe('a request about personal data', () => {
  const hour = 60 * 60_000;

  it('to erase has three times 24 hours, is carried out by an admin, and then nothing of the user is left', async () => {
    const { console, cookie } = await withAdmin();
    const agent = await sessionAs(console, 'agent');
    const askedAt = new Date(console.clock.now() - 5 * hour).toISOString();
    const body = { kind: 'erase', conversation: one, askedAt };
    const recorded = await call(`${console.api}/privacy`, { cookie: agent, body });
    expect(recorded.json).toMatchObject({ askedAt, recordedBy: 'Agent' });
    expect(Date.parse(recorded.json.dueAt) - Date.parse(askedAt)).toBe(72 * hour);
    const carryOut = (who: string) =>
      call(`${console.api}/privacy/${recorded.json.id}/carry-out`, { cookie: who, body: {} });
    expect((await carryOut(agent)).status).toBe(403);
    expect((await carryOut(cookie)).json).toEqual({ conversations: 1 });
    expect(await console.store.load(one)).toBeUndefined();
    expect(await console.store.load(two)).toBeDefined();
    expect((await carryOut(cookie)).json.error.code).toBe('done-already');
    const { json, text } = await call(`${console.api}/privacy`, { cookie });
    expect(json).toMatchObject({
      retentionDays: 90,
      waitingInChat: 0,
      requests: [{ done: { by: 'Joko', conversations: 1 } }],
    });
    expect(text).not.toContain('dl_user');
    const actions = (await console.audit.page({ limit: 9 })).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['privacy-request', 'erase']));
  });

  it('to see is answered with everything of this user and nobody else', async () => {
    const { console, cookie } = await withAdmin();
    const body = { kind: 'access', conversation: two };
    const { id } = (await call(`${console.api}/privacy`, { cookie, body })).json;
    const { text } = await call(`${console.api}/privacy/${id}/carry-out`, { cookie, body: {} });
    expect(lines(text).map(line => JSON.parse(line).conversation)).toEqual([two]);
    const { requests } = (await call(`${console.api}/privacy`, { cookie })).json;
    expect(requests[0].done.conversations).toBe(1);
  });

  it.each([
    ['for a chat that is not there', { conversation: conversationId('tidak ada') }, 404],
    ['of another kind', { kind: 'everything' }, 422],
    ['from tomorrow', { askedAt: '2026-03-13T02:00:00Z' }, 422],
    ['from last year', { askedAt: '2025-03-13T02:00:00Z' }, 422],
  ])('%s is not recorded', async (_, changes, status) => {
    const { console, cookie } = await withAdmin();
    const body = { kind: 'erase', conversation: one, ...changes };
    expect((await call(`${console.api}/privacy`, { cookie, body })).status).toBe(status);
  });
});

describe('what is sealed', () => {
  const reason = 'Menelepon pengguna untuk tiket JMO-7F3K-29QD';

  it('is unmasked for an admin with a reason, which is recorded before anything is told', async () => {
    const { console, cookie } = await withSecrets();
    const { json } = await unmask(console, cookie, reason);
    expect(json.values).toEqual([
      { name: 'nik', value: '3299011503900001' },
      { name: 'address', value: '{"to":"628123456789"}' },
    ]);
    const [entry] = await console.audit.page({ limit: 1, action: 'unmask' });
    expect(entry).toMatchObject({ object: one, actor: { name: 'Joko' }, details: { names: 'nik address' } });
    expect(JSON.stringify(entry)).not.toMatch(/3299011503900001|628123456789/);
  });

  it('is for the agent who holds the chat, not for others, and never for readers', async () => {
    const { console } = await withSecrets();
    const statuses = async () => {
      const cookies = await Promise.all(
        ['reader', 'agent', 'editor'].map(role => sessionAs(console, role as 'agent')),
      );
      return Promise.all(cookies.map(async cookie => (await unmask(console, cookie, reason)).status));
    };
    expect(await statuses()).toEqual([403, 403, 403]);
    const agent = await sessionAs(console, 'agent');
    const { id, name } = (await call(`${console.api}/me`, { cookie: agent })).json;
    await take(console.store, one, {
      conversation: { ...sealedParts(), holder: 'person', agent: { id, name } },
    });
    expect(await statuses()).toEqual([403, 200, 403]);
  });

  it('stays masked when its time is over, and when it was sealed for another chat', async () => {
    const { console, cookie } = await withSecrets();
    await console.clock.advance(31 * 60_000);
    const later = await adminSession(console, 'tuti@contoh.id');
    expect((await unmask(console, later.cookie, reason)).json.values).toEqual([
      { name: 'address', value: '{"to":"628123456789"}' },
    ]);
    expect(cookie).not.toBe(later.cookie);
    await take(console.store, two, { conversation: sealedParts() });
    expect((await unmask(console, later.cookie, reason, two)).json.values).toEqual([]);
  });

  it.each(['', 'perlu', ' '.repeat(40), 'a'.repeat(301)])('is not told for the reason %j', async given => {
    const { console, cookie } = await withSecrets();
    expect((await unmask(console, cookie, given)).status).toBe(422);
    expect(await console.audit.page({ limit: 1, action: 'unmask' })).toEqual([]);
  });

  it('a number in the reason is masked in the record', async () => {
    const { console, cookie } = await withSecrets();
    await unmask(console, cookie, 'Cek NIK 3299011503900001 atas permintaannya');
    const [entry] = await console.audit.page({ limit: 1, action: 'unmask' });
    expect(String(entry?.details.reason)).toContain('atas permintaannya');
    expect(String(entry?.details.reason)).not.toContain('3299011503900001');
  });

  function sealedParts() {
    const until = Date.parse('2026-03-12T02:30:30.000Z');
    return {
      state: {
        dialogs: {
          dialogStack: [
            {
              id: 'x',
              state: {
                slots: {
                  nik: { value: testSealer.seal('3299011503900001', one), sealedUntil: until },
                  by: { value: 'sms' },
                },
              },
            },
          ],
        },
      },
      replyAddress: testSealer.seal('{"to":"628123456789"}', one),
    };
  }

  async function withSecrets() {
    const opened = await withAdmin();
    await take(opened.console.store, one, { conversation: sealedParts() });
    return opened;
  }
});

async function opened() {
  const { store } = await openStore();
  const console = await startConsole({ store });
  await take(store, one, {
    says: [
      'lupa sandi',
      { from: 'bot', text: 'Buka halaman ini.', link: { title: 'Halaman aman', url: link } },
    ],
  });
  await take(store, two, { says: ['halo'], conversation: { user: UserId.parse('dl_user-number-two') } });
  return { console };
}

async function withAdmin() {
  const { console } = await opened();
  return { console, cookie: (await adminSession(console)).cookie };
}

type Console = Awaited<ReturnType<typeof opened>>['console'];

function unmask({ api }: Console, cookie: string, reason: string, id = one) {
  return call(`${api}/conversations/${id}/unmask`, { cookie, body: { reason } });
}

async function create({ api }: Console, cookie: string, scopes: readonly string[]) {
  return (await call(`${api}/tokens`, { cookie, body: { name: 'Gudang data', scopes, days: 30 } })).json;
}

function revoke({ api }: Console, cookie: string, id: string) {
  return call(`${api}/tokens/${id}/revoke`, { cookie, body: {} });
}

/** As a program does: no cookie, no header of a browser. */
async function fetchAs({ api }: Console, token: string, path: string, body: object) {
  const response = await fetch(`${api}/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

async function changeJoko({ users }: Console, changes: object): Promise<void> {
  const joko = (await users.all()).find(({ email }) => email === 'joko@contoh.id');
  if (joko) await users.change(joko.id, user => ({ ...user, ...changes }));
}

function exported({ audit }: Console) {
  return audit.page({ limit: 9, action: 'export' });
}

function lines(text: string): string[] {
  return text.split('\n').filter(Boolean);
}

/** RFC 4180, read strictly. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter(row => row.length > 1);
}
