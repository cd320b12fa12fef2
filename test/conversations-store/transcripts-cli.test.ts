import { readdir, readFile, rm, truncate } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArguments } from '../../src/conversations/transcripts/arguments.ts';
import { type Ended, ended, startCommand } from './children/run.ts';
import { openTemporaryStore, temporaryFolder } from './opened-store.ts';
import { parseCsv } from './parse-csv.ts';
import { aUser, conversationId, take } from './turns.ts';

const id = conversationId('lupa sandi');
const other = conversationId('di telegram');
const columns = [
  'at',
  'from',
  'text',
  'intent',
  'confidence',
  'kind',
  'dialog',
  'step',
  'outcome',
  'conversation',
  'rating',
  'ratingComment',
];

type Under = Awaited<ReturnType<typeof openTemporaryStore>>;

function transcripts(dataDir: string, ...args: string[]): Promise<Ended> {
  return ended(startCommand('src/conversations/transcripts-cli.ts', args, { DATA_DIR: dataDir }));
}

describe('npm run transcripts, beside a running server', () => {
  let under: Under;
  const run = (...args: string[]) => transcripts(under.dataDir, ...args);
  beforeEach(async () => {
    under = await openTemporaryStore();
    await take(under.store, id, {
      at: '2026-03-12T02:00:00.000Z',
      conversation: {
        outcome: 'reset',
        rating: { score: 4, comment: 'cepat', at: '2026-03-12T02:00:00.000Z' },
      },
      says: [
        {
          from: 'user',
          text: '=min, lupa "sandi"\nbaris dua\u001b[31m',
          insight: { intent: 'forgot_password', confidence: 0.93, kind: 'understood' },
          dialog: 'reset-password',
          step: 'consent',
        },
        {
          from: 'bot',
          text: 'Lewat SMS atau e-mail?',
          choices: [{ title: 'SMS', value: 'sms' }],
          link: { title: 'Buka', url: 'http://127.0.0.1/v/rahasia' },
        },
      ],
    });
    await take(under.store, other, {
      at: '2026-03-14T02:00:00.000Z',
      conversation: { channel: 'telegram', holder: 'person', agent: { id: 'u1', name: 'Rini' } },
      says: [{ from: 'agent', text: 'halo', name: 'Rini' }],
    });
  });
  afterEach(() => under.dispose());

  it('lists the conversations that are asked for, in one line each', async () => {
    const all = await run('list');
    expect(
      all.out
        .trimEnd()
        .split('\n')
        .map(line => line.includes(id)),
    ).toEqual([true, false]);
    expect(all).toMatchObject({ code: 0, err: '' });
    expect((await run('list', '--channel', 'telegram')).out).not.toContain(id);
    expect((await run('list', '--until', '2026-03-12')).out).not.toContain(other);
    expect((await run('list', '--intent', 'complaint')).out).toContain('Belum ada percakapan');
  });

  it('shows one to read, and lets nothing that was written steer the terminal', async () => {
    const { out, code } = await run('show', id);
    expect(code).toBe(0);
    expect(out).toContain('02:00:00  Pengguna  =min, lupa "sandi"\n');
    expect(out).toContain('(forgot_password 0.93 understood -> reset-password.consent)');
    expect(out).toContain('02:00:00  Bot       Lewat SMS atau e-mail?');
    expect(out).toContain('[SMS]');
    expect(out).toContain('Nilai: 4 dari 5 · cepat\n');
    const agents = (await run('show', other)).out;
    expect(agents).toContain('Dipegang: person (Rini)');
    expect(agents).toContain('Petugas   [Rini] halo');
    expect(out).not.toContain('\u001b');
    expect(out).not.toContain('/v/rahasia');
    expect(await run('show', conversationId('never'))).toMatchObject({ code: 1, out: '' });
  });

  it('exports JSON lines', async () => {
    const { out, code } = await run('export', '--format', 'jsonl');
    const rows: Record<string, unknown>[] = out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(code).toBe(0);
    expect(rows.map(row => Object.keys(row))).toEqual([columns, columns, columns]);
    expect(rows[0]).toEqual({
      at: '2026-03-12T02:00:00.000Z',
      from: 'user',
      text: '=min, lupa "sandi"\nbaris dua\u001b[31m',
      intent: 'forgot_password',
      confidence: 0.93,
      kind: 'understood',
      dialog: 'reset-password',
      step: 'consent',
      outcome: 'reset',
      conversation: id,
      rating: 4,
      ratingComment: 'cepat',
    });
    expect(rows[2]).toMatchObject({
      from: 'agent',
      text: 'halo',
      intent: null,
      conversation: other,
      rating: null,
    });
    expect(
      (await run('export', '--format', 'jsonl', '--outcome', 'open')).out.trim().split('\n'),
    ).toHaveLength(1);
    expect((await run('export', '--format', 'jsonl', '--since', '2026-03-15')).out).toBe('');
  });

  it('exports CSV that a spreadsheet may open', async () => {
    const { out } = await run('export', '--format', 'csv');
    expect(out.startsWith('\uFEFF')).toBe(true);
    const [head, first, ...rest] = parseCsv(out.slice(1));
    expect(head).toEqual(columns);
    expect(first?.slice(0, 5)).toEqual([
      '2026-03-12T02:00:00.000Z',
      'user',
      '\'=min, lupa "sandi"\nbaris dua\u001b[31m',
      'forgot_password',
      '0.93',
    ]);
    expect(rest).toHaveLength(2);
  });

  it('exports a Bot Framework transcript', async () => {
    const { out } = await run('export', '--format', 'transcript');
    expect(JSON.parse(out)).toMatchObject([
      {
        type: 'message',
        id: `${id}|0000001`,
        channelId: 'web',
        from: { id: aUser, role: 'user' },
        conversation: { id },
      },
      {
        from: { role: 'bot' },
        recipient: { id: aUser },
        suggestedActions: { actions: [{ type: 'imBack', value: 'sms' }] },
      },
      { channelId: 'telegram', text: 'halo', from: { id: 'agent', name: 'Rini', role: 'bot' } },
    ]);
    expect(out).not.toContain('/v/rahasia');
    expect(JSON.parse((await run('export', '--format', 'transcript', '--since', '2027-01-01')).out)).toEqual(
      [],
    );
  });

  it('erases a user through the server, which knows at once', async () => {
    expect(await run('erase', '--user', aUser)).toMatchObject({ code: 0, out: '2 percakapan dihapus.\n' });
    expect((await under.store.list({})).conversations).toEqual([]);
    expect((await run('list')).out).toContain('Belum ada percakapan');
  });

  it('verifies, names what is damaged, exports the rest and moves nothing', async () => {
    expect(await run('verify')).toMatchObject({ code: 0, out: '2 percakapan diperiksa, semua utuh.\n' });
    const entries = await readdir(under.dataDir, { recursive: true });
    const file = join(under.dataDir, entries.find(entry => basename(entry) === `${id}.json`) ?? '');
    await truncate(file, 200);
    const report = await run('verify');
    expect(report.code).toBe(1);
    expect(report.out).toContain(`RUSAK  ${file}: is not valid JSON`);
    const exported = await run('export', '--format', 'jsonl');
    expect(exported.code).toBe(1);
    expect(exported.out).toContain('halo');
    expect(exported.err).toContain('1 percakapan rusak');
    expect(await readFile(file, 'utf8')).toHaveLength(200);
  });

  it('explains itself, with exit code 2 when it was asked wrongly', async () => {
    const help = await run();
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(await run('show', '../../etc/passwd')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(help.out),
    });
  });
});

describe('the arguments of npm run transcripts', () => {
  it.each([
    [['dump'], 'perintah "dump" tidak dikenal'],
    [['show'], 'show memerlukan ID percakapan'],
    [['show', id, 'more'], 'tidak mengerti "more"'],
    [['export'], '--format'],
    [['export', '--format', 'xml'], '--format'],
    [['list', '--since', 'kemarin'], '--since'],
    [['list', '--channel', 'fax'], '--channel'],
    [['list', '--limit', '0'], '--limit'],
    [['erase'], '--user'],
    [['erase', 'dl_someone'], 'tidak mengerti "dl_someone"'],
    [['verify', '--fix'], 'tidak dikenal'],
    [['list', '--since'], 'tanpa nilai'],
  ])('%j are refused in words', (args, complaint) => {
    expect(readArguments(args)).toEqual({ do: 'complain', about: expect.stringContaining(complaint) });
  });

  it('take a date for the whole day and a time as it is', () => {
    expect(readArguments(['list', '--since', '2026-03-01', '--until', '2026-03-31'])).toMatchObject({
      query: { since: '2026-03-01', until: '2026-03-31T23:59:59.999Z' },
    });
    expect(readArguments(['list', '--until', '2026-03-31T07:00:00+07:00'])).toMatchObject({
      query: { until: '2026-03-31T07:00:00+07:00' },
    });
  });
});

describe('npm run transcripts, without a server', () => {
  it('erases by itself', async () => {
    const under = await openTemporaryStore();
    await take(under.store, id);
    await under.store.close();
    expect(await transcripts(under.dataDir, 'erase', '--user', 'dl_somebody-else')).toMatchObject({
      out: '0 percakapan dihapus.\n',
    });
    expect(await transcripts(under.dataDir, 'erase', '--user', aUser)).toMatchObject({
      code: 0,
      out: '1 percakapan dihapus.\n',
    });
    expect(await (await under.reopen()).load(id)).toBeUndefined();
    await under.dispose();
  });

  it('has nothing to say about a folder that is not there, and does not make it', async () => {
    const base = await temporaryFolder();
    const dataDir = join(base, 'none');
    expect(await transcripts(dataDir, 'list')).toMatchObject({ code: 0, err: '' });
    expect(await transcripts(dataDir, 'verify')).toMatchObject({ code: 0 });
    expect(await transcripts(dataDir, 'erase', '--user', aUser)).toMatchObject({
      code: 0,
      out: '0 percakapan dihapus.\n',
    });
    expect(await readdir(base)).toEqual([]);
    await rm(base, { recursive: true });
  });
});
