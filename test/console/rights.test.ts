import { describe, expect, it, onTestFinished } from 'vitest';
import { type ConsoleRoute, type Exchange, mountRoutes } from '../../src/console/mount-routes.ts';
import { roles } from '../../src/console/roles.ts';
import { createHttpServer } from '../../src/http/create-server.ts';
import { listen } from '../../src/http/listen.ts';
import { sendJson } from '../../src/http/respond.ts';
import { silentLog } from '../../src/log.ts';
import { take } from '../conversations-store/turns.ts';
import {
  call,
  logIn,
  me,
  rini,
  session,
  sessionAs,
  startConsole,
  type TestConsole,
} from './console-server.ts';
import { chat, visit } from './every-route.ts';

/** Whom each route answers, written down once more by hand; every other combination has to be refused. */
const everybody = [...roles, 'nobody'];
const whoMay: Readonly<Record<string, readonly string[]>> = {
  'post /console/api/login': everybody,
  'post /console/api/logout': everybody,
  'get /console/api/about': everybody,
  'get /console/api/me': roles,
  'get /console/api/me/sessions': roles,
  'post /console/api/me/sessions/:session/end': roles,
  'post /console/api/me/password': roles,
  'post /console/api/me/second-factor/begin': roles,
  'post /console/api/me/second-factor/confirm': roles,
  'post /console/api/me/second-factor/remove': roles,
  'post /console/api/me/second-factor/recovery-codes': roles,
  'get /console/api/people': ['admin'],
  'post /console/api/people/:user/role': ['admin'],
  'post /console/api/people/:user/disable': ['admin'],
  'post /console/api/people/:user/enable': ['admin'],
  'post /console/api/people/:user/reset-second-factor': ['admin'],
  'post /console/api/invitations': ['admin'],
  'post /console/api/invitations/:invitation/revoke': ['admin'],
  'post /console/api/invitation/look': everybody,
  'post /console/api/invitation/accept': everybody,
  'get /console/api/audit': ['admin'],
  'get /console/api/audit/check': ['admin'],
  'get /console/api/tokens': ['admin'],
  'post /console/api/tokens': ['admin'],
  'post /console/api/tokens/:token/revoke': ['admin'],
  'get /console/api/privacy': ['agent', 'editor', 'admin'],
  'post /console/api/privacy': ['agent', 'editor', 'admin'],
  'post /console/api/privacy/:request/carry-out': ['admin'],
  'post /console/api/conversations/export': ['editor', 'admin'],
  'post /console/api/conversations/:id/export': ['editor', 'admin'],
  'post /console/api/conversations/:id/unmask': ['agent', 'editor', 'admin'],
  // Programs with a token, see tokens.test.ts; nobody's session is of use there.
  'post /console/api/export': [],
  'post /console/api/export/numbers': [],
  'get /console/api/intents': roles,
  'get /console/api/causes': roles,
  'get /console/api/conversations': roles,
  'get /console/api/conversations/latest': roles,
  'get /console/api/conversations/:id': roles,
  'get /console/api/conversations/:id/messages': roles,
  'post /console/api/conversations/:id/read': roles,
  'get /console/api/content/dialogs': roles,
  'get /console/api/content/intents': roles,
  'get /console/api/content/intents/:name/tests': roles,
  'get /console/api/queue': roles,
  'get /console/api/colleagues': ['agent', 'editor', 'admin'],
  'post /console/api/conversations/:id/watch': roles,
  'post /console/api/conversations/:id/assign': ['agent', 'editor', 'admin'],
  'post /console/api/conversations/:id/notes': ['agent', 'editor', 'admin'],
  'post /console/api/conversations/:id/tags': ['agent', 'editor', 'admin'],
  'get /console/api/conversations/:id/canned-replies': ['agent', 'editor', 'admin'],
  'get /console/api/channels': roles,
  'post /console/api/channels/retry': ['agent', 'editor', 'admin'],
  'post /console/api/conversations/:id/takeover': ['agent', 'editor', 'admin'],
  'post /console/api/conversations/:id/reply': ['agent', 'editor', 'admin'],
  'post /console/api/conversations/:id/release': ['agent', 'editor', 'admin'],
  'get /console/api/learning/inbox': roles,
  'get /console/api/learning/overview': roles,
  'post /console/api/learning/labels': ['editor', 'admin'],
  'post /console/api/learning/train': ['editor', 'admin'],
  'post /console/api/learning/versions/:version/activate': ['editor', 'admin'],
  'post /console/api/learning/patch': ['editor', 'admin'],
  'get /console/api/numbers': roles,
  'post /console/api/numbers/csv': roles,
  'post /console/api/incident/declare': ['editor', 'admin'],
  'post /console/api/incident/end': ['editor', 'admin'],
};

describe('routes and roles', () => {
  it('the table above and the routes of the API are the same', async () => {
    const { routes, server } = await startConsole();
    const declared = routes.map(({ method, path }) => `${method} ${path}`);
    const { routes: mounted } = server.getDebugInfo() as { routes: { method: string; path: string }[] };
    const answering = mounted
      .filter(({ path }) => path.startsWith('/console/api'))
      .map(({ method, path }) => `${method.toLowerCase()} ${path}`);
    expect(declared.sort()).toEqual(Object.keys(whoMay).sort());
    expect(answering.sort()).toEqual(declared.sort());
  });

  it.each(everybody)('%s gets exactly what the table says', async who => {
    const console = await startConsole();
    await take(console.store, chat);
    for (const { method, path } of console.routes) {
      const cookie = await cookieFor(console, who);
      const { status, json } = await visit(console, { method, path }, { cookie });
      const allowed = whoMay[`${method} ${path}`]?.includes(who) ?? false;
      // Whoever may is let in, be it to hear that their request makes no sense.
      const [refused, ok] = [isRefused(json), status < 500 && status !== 405];
      expect([method, path, refused, ok]).toEqual([method, path, !allowed, true]);
    }
  });

  it('a policy that says no is obeyed', async () => {
    const { users, sessions } = await startConsole();
    const server = createHttpServer({ log: silentLog });
    let handled = 0;
    const handle = async ({ res }: Exchange) => {
      handled += 1;
      sendJson(res, 200, {});
    };
    const onlyAgents: ConsoleRoute = {
      method: 'get',
      path: '/console/api/agents',
      allows: ({ role }) => role === 'agent',
      handle,
    };
    mountRoutes(server, [onlyAgents], { users, sessions });
    const { url, close } = await listen(server, { host: '127.0.0.1', port: 0 });
    onTestFinished(() => close(100));
    const statuses = [];
    for (const who of everybody) {
      const cookie = await cookieFor({ users, sessions }, who);
      statuses.push([who, (await call(`${url}/console/api/agents`, { cookie })).status]);
    }
    expect(Object.fromEntries(statuses)).toEqual({
      reader: 403,
      agent: 200,
      editor: 403,
      admin: 403,
      nobody: 401,
    });
    expect(handled).toBe(1);
  });

  it('asks who it is before it says whether something exists', async () => {
    const console = await startConsole();
    const path = `${console.api}/conversations/${chat}`;
    expect((await call(path)).status).toBe(401);
    expect((await call(path, { cookie: await session(console) })).status).toBe(404);
  });

  it('nothing below the API answers what was not declared', async () => {
    const console = await startConsole();
    const cookie = await session(console);
    for (const path of ['', '/', '/users', '/sessions', '/conversations/a/b', '/me/x', '/../users.json']) {
      expect([path, (await call(`${console.api}${path}`, { cookie })).status]).toEqual([path, 404]);
    }
    for (const method of ['PUT', 'DELETE', 'PATCH', 'POST']) {
      expect((await call(`${console.api}/conversations`, { cookie, method })).status).toBe(405);
    }
  });
});

describe('changes from other sites', () => {
  const forged: [string, Record<string, string>][] = [
    ['another origin', { Origin: 'https://jahat.example' }],
    ['another port', { Origin: 'http://127.0.0.1:1' }],
    ['no origin in particular', { Origin: 'null' }],
    ['an origin that is none', { Origin: 'javascript:alert(1)' }],
    ['no header of ours', { 'X-Console': '' }],
    ['a wrong header', { 'X-Console': 'yes' }],
  ];

  it.each(forged)('%s: refused, and nothing happens', async (_, headers) => {
    const console = await startConsole();
    const cookie = await session(console);
    const actions = ['takeover', 'reply', 'release', 'assign', 'notes', 'tags', 'watch'].map(
      action => `conversations/${chat}/${action}`,
    );
    for (const path of ['login', 'logout', ...actions]) {
      const body = { email: rini.email, password: rini.password, text: 'Halo' };
      const answer = await call(`${console.api}/${path}`, { cookie, body, headers });
      expect(answer.status).toBe(403);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect(await me(console, cookie)).toBe(200);
  });

  it('a browser that hides its Origin is refused, too', async () => {
    const { api } = await startConsole();
    const headers = { 'X-Console': '1', 'Sec-Fetch-Site': 'cross-site' };
    expect((await fetch(`${api}/logout`, { method: 'POST', headers })).status).toBe(403);
  });

  it('a program that is no browser logs in without either header, as the API promises', async () => {
    const { api } = await startConsole();
    const answer = await fetch(`${api}/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: rini.email, password: rini.password }),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toHaveLength(1);
  });

  it('behind a proxy the public address counts', async () => {
    const console = await startConsole({ publicUrl: 'https://bantuan.example/' });
    const answer = await logIn(console, {}, { headers: { Origin: 'https://bantuan.example' } });
    expect(answer.status).toBe(200);
  });

  it('a page elsewhere may not read answers either', async () => {
    const console = await startConsole();
    const { headers } = await call(`${console.api}/me`, { headers: { Origin: 'https://jahat.example' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

/** By the guard: 401 or 403 of a handler says more in its code. */
function isRefused(json: { readonly error?: { readonly code: string } } | undefined): boolean {
  return json?.error?.code === 'unauthorized' || json?.error?.code === 'forbidden';
}

async function cookieFor(
  console: Pick<TestConsole, 'users' | 'sessions'>,
  who: string,
): Promise<string | undefined> {
  const role = roles.find(name => name === who);
  return role && sessionAs(console, role);
}
