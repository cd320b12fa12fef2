import fc from 'fast-check';
import { expect, it } from 'vitest';
import { noNotes } from '../../src/conversations/case-notes.ts';
import {
  type ConversationStore,
  channelNames,
  holders,
  outcomes,
  ratingBands,
} from '../../src/conversations/conversation-store.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { call, session, startConsole } from './console-server.ts';

/** No address can carry it. */
const halfALetter = '\ud800';

/** Strings that have broken filters elsewhere. */
const attacks = [
  "' or '1'='1",
  "'; drop table conversation; --",
  '") union select password_hash from console_user --',
  '%',
  '_',
  '\\',
  '\\%',
  '(((((((((((a+)+)+)+)+',
  '[a-z]*$^',
  '$\u007bjndi:ldap://x}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '\0',
  halfALetter,
  '\u202e',
  '$1',
  ':*',
  '!(a & b) | c:*',
  '__proto__',
  'constructor',
  '1e309',
  '-1',
  'null',
  '[]',
  '🙂'.repeat(60),
  'x'.repeat(10_240),
] as const;

const parameters = {
  q: ['kode', 'terkirim'],
  intent: ['forgot_password'],
  cause: ['mismatch'],
  outcome: outcomes,
  channel: channelNames,
  holder: holders,
  agent: ['u1'],
  tag: ['vip'],
  rated: ratingBands,
  fallback: ['yes', 'no'],
  below: ['50'],
  since: ['2026-03-11', '2026-03-11T00:00:00Z'],
  until: ['2026-03-11'],
  cursor: [''],
  limit: ['1', '100'],
} as const satisfies Record<string, readonly string[]>;

type Parameter = keyof typeof parameters;
const names = Object.keys(parameters) as Parameter[];

/** No parameter of the list, whatever is written in it, gets anything but rows that fit or a plain refusal. */
export function describeHostileQueries(open: () => Promise<ConversationStore>): void {
  it('answers rows or a refusal to anything in any parameter, and lets nothing out', async () => {
    const { ask } = await filled(await open());
    const anything = fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary', maxLength: 60 }));
    const value = (name: Parameter) => fc.oneof(fc.constantFrom<string>(...parameters[name]), anything);
    const query = fc
      .uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 4 })
      .chain(chosen => fc.tuple(...chosen.map(name => value(name).map(given => [name, given] as const))));
    await fc.assert(
      fc.asyncProperty(query, async given => {
        const { status, text, json } = await ask(new URLSearchParams(Object.fromEntries(given)));
        expect(text).not.toMatch(/syntax|postgres|select |console_user|\.ts:|at async/i);
        if (status !== 200) expect([status, json.error.code]).toEqual([422, 'invalid']);
        else expect(json.conversations.length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 150 },
    );
    expect((await ask(new URLSearchParams())).json.conversations).toHaveLength(3);
  });

  it.each(attacks.filter(attack => attack.length <= 200 && attack !== halfALetter))(
    'finds %j as it is written, and only there',
    async attack => {
      const store = await open();
      const { ask } = await filled(store);
      const said = `awal${attack.replace(/\s+/g, '')}akhir`;
      await take(store, conversationId('serangan'), { at: '2026-03-13T02:00:00.000Z', says: [said] });
      const { json } = await ask(new URLSearchParams({ q: attack.replace(/\s+/g, '') }));
      const found = json.conversations.map(({ id }: { id: string }) => id);
      expect(found).toContain(conversationId('serangan'));
      expect(found).not.toContain(conversationId('b'));
    },
  );

  it('refuses more than it will ever need', async () => {
    const { ask } = await filled(await open());
    for (const name of names) {
      const { status } = await ask(new URLSearchParams({ [name]: 'x'.repeat(10_240) }));
      expect([name, status]).toEqual([name, 422]);
    }
  });
}

async function filled(store: ConversationStore) {
  const insight = { intent: 'forgot_password', confidence: 0.4, kind: 'unknown' } as const;
  await take(store, conversationId('a'), {
    at: '2026-03-10T02:00:00.000Z',
    says: [{ from: 'user', text: 'kode tidak dikirimkan', insight }],
    conversation: { notes: { ...noNotes, causes: ['mismatch'] } },
  });
  await take(store, conversationId('b'), { at: '2026-03-11T02:00:00.000Z', says: ['halo'] });
  await take(store, conversationId('c'), {
    at: '2026-03-12T02:00:00.000Z',
    says: ['sandi'],
    conversation: {
      holder: 'person',
      agent: { id: 'u1', name: 'Rini' },
      desk: { tags: ['vip'], notes: [] },
      rating: { score: 5, at: '2026-03-12T02:00:00.000Z' },
    },
  });
  const console = await startConsole({ store });
  const cookie = await session(console);
  return { ask: (query: URLSearchParams) => call(`${console.api}/conversations?${query}`, { cookie }) };
}
