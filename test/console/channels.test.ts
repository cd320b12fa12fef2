import { describe, expect, it } from 'vitest';
import { openAuditFile } from '../../src/audit/audit-file.ts';
import { refusedMessage } from '../support/channel-desk.ts';
import { call, session, startConsole } from './console-server.ts';

const agent = { email: 'sari@contoh.id', role: 'agent', password: 'kuda poni biru' } as const;
const { conversation, sequence } = refusedMessage;
const letter = { kind: 'message', conversation, sequence };

describe('the messaging channels in the console', () => {
  it('show how each fares and what was given up, in codes and counts only', async () => {
    const console = await startConsole();
    const { json } = await call(`${console.api}/channels`, { cookie: await session(console) });
    expect(json).toEqual({
      channels: [
        {
          name: 'telegram',
          status: 'failing',
          lastFailure: { at: '2026-03-12T01:00:02.000Z', problem: 'telegram-403' },
          incoming: { waiting: 0 },
          outgoing: { waiting: 3, oldest: '2026-03-12T01:30:00.000Z' },
        },
      ],
      failures: [{ kind: 'message', ...refusedMessage }],
    });
  });

  it('a failure is tried again by an agent, once, and the record says by whom', async () => {
    const console = await startConsole();
    await console.users.add(agent);
    const cookie = await session(console, agent);
    const retry = (body: unknown) => call(`${console.api}/channels/retry`, { cookie, body });
    expect((await retry({ ...letter, sequence: 7 })).status).toBe(404);
    expect((await retry({ ...letter, kind: 'arrival', key: 'telegram:x' })).status).toBe(404);
    expect((await retry({ ...letter, kind: 'everything' })).status).toBe(422);
    expect((await retry(letter)).status).toBe(200);
    expect((await retry(letter)).status).toBe(404);
    expect((await call(`${console.api}/channels`, { cookie })).json.failures).toEqual([]);
    expect(await openAuditFile(console).page({ limit: 10, action: 'retry-delivery' })).toMatchObject([
      {
        actor: { name: 'Sari', role: 'agent' },
        action: 'retry-delivery',
        object: conversation,
        details: { sequence },
      },
    ]);
  });
});
