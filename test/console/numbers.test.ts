import { describe, expect, it } from 'vitest';
import { openAuditFile } from '../../src/audit/audit-file.ts';
import type { PresentedNumbers } from '../../src/console/numbers/presented.ts';
import { noNotes } from '../../src/conversations/case-notes.ts';
import type { TurnCommit } from '../../src/conversations/conversation-store.ts';
import type { Utterance } from '../../src/conversations/message.ts';
import { UserId } from '../../src/ids.ts';
import { DayNumbers } from '../../src/numbers/day-numbers.ts';
import { createNumbers } from '../../src/numbers/numbers.ts';
import { settledDaysName } from '../../src/numbers/settled-days.ts';
import { openFileShelves } from '../../src/storage/file-shelf.ts';
import { parseCsv } from '../conversations-store/parse-csv.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { call, cookieOf, logIn, openStore, rini, startConsole } from './console-server.ts';

type Conversation = Partial<TurnCommit['conversation']>;

const hour = 60 * 60_000;

const said = (kind: 'understood' | 'unsure' | 'unknown' = 'understood'): Utterance => ({
  from: 'user',
  text: 'x',
  insight: { intent: 'forgot_password', confidence: 0.9, kind },
});

/** A console at 09.00 in Jakarta on 12 March, with one chat for each of these. */
async function openNumbers(chats: readonly [at: string, says: readonly Utterance[], is?: Conversation][]) {
  const { store, folder } = await openStore();
  for (const [n, [at, says, is]] of chats.entries()) {
    const user = UserId.parse(`dl_user-${n}`);
    await take(store, conversationId(`chat ${n}`), { at, says, conversation: { user, ...is } });
  }
  const console = await startConsole({
    store,
    dataDir: folder,
    causes: new Map([['mismatch', '=Data beda']]),
  });
  await console.users.add({ ...rini, role: 'editor' });
  const cookie = cookieOf(await logIn(console));
  const ask = (query: string) => call(`${console.api}/numbers?${query}`, { cookie });
  return {
    ...console,
    cookie,
    ask,
    numbers: async (query: string): Promise<PresentedNumbers> => (await ask(query)).json,
    post: (path: string, body: object) => call(`${console.api}/${path}`, { cookie, body }),
  };
}

const march = 'from=2026-03-10&to=2026-03-12';

describe('the numbers', () => {
  it('count conversations by the day they began on, and compare with as many days before', async () => {
    const { numbers } = await openNumbers([
      ['2026-03-11T16:59:00.000Z', [said()]],
      ['2026-03-11T17:01:00.000Z', [said(), said('unknown')]],
      ['2026-03-08T05:00:00.000Z', [said()]],
      ['2026-03-12T01:00:00.000Z', [{ from: 'bot', text: 'Halo' }]],
    ]);
    const { days, totals, previous } = await numbers(march);
    expect(days.map(({ day, conversations, unknown }) => [day, conversations, unknown])).toEqual([
      ['2026-03-10', 0, 0],
      ['2026-03-11', 1, 0],
      ['2026-03-12', 1, 1],
    ]);
    expect(totals).toMatchObject({ conversations: 2, userMessages: 3, unknown: 1 });
    expect(previous).toMatchObject({ conversations: 1 });
  });

  it('tell contained from handed over, solved from left, and how long it took', async () => {
    const at = '2026-03-11T05:00:00.000Z';
    const open = { dialog: 'guide', step: 'show' };
    const bot: Utterance = { from: 'bot', text: 'Lanjut?', dialog: 'guide', step: 'show' };
    const { numbers } = await openNumbers([
      [at, [said()], { outcome: 'solved', startedAt: '2026-03-11T04:50:00.000Z', rating: { score: 5, at } }],
      [
        at,
        [said(), { from: 'agent', text: 'Halo', name: 'Rini' }],
        {
          outcome: 'handedOver',
          notes: { ...noNotes, personWantedAt: '2026-03-11T04:57:00.000Z', causes: ['mismatch'] },
        },
      ],
      [at, [said('unsure'), bot], { outcome: 'open', notes: { ...noNotes, open, causes: ['mismatch'] } }],
    ]);
    const { totals, causes, steps } = await numbers(march);
    expect(totals).toMatchObject({
      conversations: 3,
      contained: 2,
      containedForGood: 2,
      solved: 1,
      handedOver: 1,
      left: 1,
      unsure: 1,
      scores: [0, 0, 0, 0, 1],
      solvingMinutes: 10,
      replyMinutes: 3,
    });
    expect(causes).toEqual([{ title: '=Data beda', count: 2, before: 0, days: [0, 2, 0] }]);
    expect(steps).toEqual([{ step: 'guide.show', reached: 1, left: 1 }]);
  });

  it('do not call contained for good whoever came back within a day', async () => {
    const user = UserId.parse('dl_somebody');
    const { numbers } = await openNumbers([
      ['2026-03-10T05:00:00.000Z', [said()], { user }],
      ['2026-03-11T04:00:00.000Z', [said()], { user }],
    ]);
    expect((await numbers(march)).totals).toMatchObject({ contained: 2, containedForGood: 1 });
  });

  it('notice what changed since they were asked for, for six days', async () => {
    const { insights, store, clock } = await openNumbers([['2026-03-06T05:00:00.000Z', [said()]]]);
    const that = async () => (await insights.numbers.days('2026-03-06', '2026-03-06')).days[0];
    expect(await that()).toMatchObject({ conversations: 1, solved: 0 });
    await take(store, conversationId('chat 0'), {
      at: '2026-03-12T01:00:00.000Z',
      conversation: { outcome: 'solved' },
    });
    expect(await that()).toMatchObject({ conversations: 1, solved: 1 });
    clock.jump(24 * hour);
    expect(await that()).toMatchObject({ conversations: 1, solved: 1 });
    await store.eraseIdleSince(clock.now());
    expect(await that()).toMatchObject({ conversations: 1, solved: 1 });
  });

  it('of days that have settled are kept before their conversations are erased, and for other processes', async () => {
    const chats = ['2026-03-02', '2026-03-03', '2026-03-06'].map(
      day => [`${day}T05:00:00.000Z`, [said()]] as [string, readonly Utterance[]],
    );
    const { insights, store, clock, dataDir } = await openNumbers(chats);
    await insights.numbers.settle();
    await store.eraseIdleSince(clock.now());
    const next = await startConsole({ store, dataDir, clock });
    const { days } = await next.insights.numbers.days('2026-03-01', '2026-03-06');
    expect(days.map(({ conversations }) => conversations)).toEqual([0, 1, 1, 0, 0, 0]);
  });

  it('of days that retention has begun to empty are shown, not kept', async () => {
    const { store, folder } = await openStore();
    const clock = new FakeClock();
    const day = '2026-02-20';
    const chat = (n: number) => conversationId(`chat ${n}`);
    for (const n of [1, 2]) await take(store, chat(n), { at: `${day}T05:00:00.000Z`, says: [said()] });
    const settled = openFileShelves(folder, clock)(settledDaysName, DayNumbers);
    const numbers = createNumbers({ facts: store.facts, settled, retentionDays: 8, clock });
    const counted = async () => (await numbers.days(day, day)).days[0]?.conversations;
    expect(await counted()).toBe(2);
    await store.eraseConversation(chat(1));
    expect(await counted()).toBe(1);
    expect(await settled.all()).toEqual([]);
  });

  it.each([
    '',
    'from=2026-03-12&to=2026-03-01',
    'from=2026-03-01',
    'from=kemarin&to=besok',
    "from=2026-03-01'--&to=2026-03-12",
    'from=1970-01-01&to=2026-03-12',
    'from=2025-01-01&to=2026-03-12',
    `from=${'9'.repeat(10_000)}&to=2026-03-12`,
  ])('refuse the range "%.40s"', async query => {
    const { ask } = await openNumbers([]);
    const { status } = await ask(query);
    expect([400, 414, 422, 431]).toContain(status);
  });
});

describe('tables as CSV', () => {
  it('hold the same figures, run nothing in a spreadsheet, and are recorded', async () => {
    const { post, folder } = await openNumbersWithFolder();
    const range = { from: '2026-03-11', to: '2026-03-12' };
    const { csv } = (await post('numbers/csv', { ...range, table: 'causes' })).json;
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(parseCsv(csv.slice(1))).toEqual([
      ['penyebab', 'jumlah', 'periode sebelumnya'],
      ["'=Data beda", '1', '0'],
    ]);
    const days = (await post('numbers/csv', { ...range, table: 'days' })).json.csv;
    expect(parseCsv(days.slice(1)).map(([day, count]: string[]) => [day, count])).toEqual([
      ['hari', 'percakapan'],
      ['2026-03-11', '1'],
      ['2026-03-12', '0'],
    ]);
    expect((await post('numbers/csv', { ...range, table: 'semua' })).status).toBe(422);
    const [entry] = await openAuditFile(folder).page({ limit: 9, action: 'export' });
    expect(entry).toMatchObject({ object: 'numbers/days', details: range });
  });

  async function openNumbersWithFolder() {
    const notes = { ...noNotes, causes: ['mismatch'] };
    const opened = await openNumbers([['2026-03-11T05:00:00.000Z', [said()], { notes }]]);
    return { ...opened, folder: { dataDir: opened.dataDir, clock: opened.clock } };
  }
});

describe('a symptom that stands out', () => {
  it('is proposed as an incident, declared by an editor, told, ended, and recorded', async () => {
    const opened = await openNumbers([]);
    const { post, numbers, insights, clock, dataDir } = opened;
    expect((await numbers(march)).spikes).toEqual([]);
    const { spikes } = insights as { spikes: { note?: (report: object) => void } };
    for (let n = 0; n < 12; n++)
      spikes.note?.({ conversation: `c${n}`, intent: 'otp_not_received', at: clock.now() });
    expect((await numbers(march)).spikes).toMatchObject([{ symptom: 'otp_not_received', count: 12 }]);
    expect((await post('incident/declare', { symptom: 'hujan' })).status).toBe(422);
    expect((await post('incident/declare', { symptom: 'otp_not_received' })).status).toBe(200);
    expect((await numbers(march)).incident).toMatchObject({ symptom: 'otp_not_received' });
    expect((await post('incident/end', {})).status).toBe(200);
    expect((await numbers(march)).incident).toBeUndefined();
    const actions = (await openAuditFile({ dataDir, clock }).page({ limit: 9 })).map(({ action }) => action);
    expect(actions.slice(0, 2)).toEqual(['end-incident', 'declare-incident']);
  });
});
