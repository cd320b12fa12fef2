import type { ConsoleRoute } from '../../src/console/mount-routes.ts';
import { conversationId } from '../conversations-store/turns.ts';
import { refusedMessage } from '../support/channel-desk.ts';
import { call, rini, type TestConsole } from './console-server.ts';

export const chat = conversationId('hak akses');

/** Each route takes of it what it needs. */
const bodyForAll = {
  from: '2026-03-01',
  to: '2026-03-12',
  table: 'days',
  symptom: 'server_error',
  kind: 'message',
  conversation: refusedMessage.conversation,
  sequence: refusedMessage.sequence,
  email: rini.email,
  password: rini.password,
  text: 'Halo',
  messages: [`${chat}|0000001`],
  decision: { kind: 'skip' },
  read: 1,
  version: 0,
  after: 0,
  colleague: null,
  add: ['iuran'],
  role: 'reader',
  format: 'jsonl',
  reason: 'Memeriksa data untuk tiket JMO-7F3K-29QD',
};

interface Visit {
  readonly cookie?: string | undefined;
  /** In place of every parameter; otherwise a chat that is there and things that are not. */
  readonly id?: string;
  readonly headers?: Record<string, string>;
}

type Route = Pick<ConsoleRoute, 'method' | 'path'>;

/** One request to a route, whatever it is. */
export function visit(
  { url }: Pick<TestConsole, 'url'>,
  { method, path }: Route,
  { cookie, id, headers = {} }: Visit,
) {
  const queries = { '/numbers': '?from=2026-03-01&to=2026-03-12', '/messages': '?before=9' };
  const asked = method === 'get' && Object.entries(queries).find(([end]) => path.endsWith(end))?.[1];
  const query = asked || '';
  const place = path.replace(/:(\w+)/g, (_, name: string) => id ?? usual[name] ?? 'A'.repeat(43));
  return call(`${url}${place}${query}`, { cookie, headers, ...(method === 'post' && { body: bodyForAll }) });
}

const usual: Readonly<Record<string, string>> = { id: chat, version: '0', name: 'greeting' };
