import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { nobody } from './nobody.ts';

/** Tells everybody of this run that a pooler stands before the shared server, also the processes that it starts. */
const variable = 'TEST_POOLER';

/**
 * PgBouncer, the system's own, in transaction mode before the server at `serverUrl`. Npm brings none, so that this is for
 * a trial on demand: `POOLER=/usr/sbin/pgbouncer npx vitest run --project postgres`. The returned function ends it.
 */
export async function startPooler(serverUrl: string, program = process.env.POOLER) {
  if (program === undefined) return async () => {};
  const server = new URL(serverUrl);
  const folder = await mkdtemp(join(tmpdir(), 'jmo-pooler-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const users = join(folder, 'users.txt');
  await writeFile(users, `"${server.username}" ""\n`);
  const settings = join(folder, 'pooler.ini');
  await writeFile(settings, settingsOf(server, port, users));
  const child = spawn(program, ['-q', settings], { ...nobody, stdio: ['ignore', 'ignore', 'inherit'] });
  await untilListening(port);
  process.env[variable] = `${server.host} ${port}`;
  return async () => {
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
}

/** The settings of a process that is given a database of the shared server, in a run with a pooler the way through it. */
export function throughPooler(environment: Readonly<Record<string, string>>): Record<string, string> {
  const { [variable]: pooler } = process.env;
  const { DATABASE_URL: database, DATABASE_DIRECT_URL: direct } = environment;
  if (pooler === undefined || database === undefined || direct !== undefined) return { ...environment };
  const [server, port] = pooler.split(' ');
  const url = new URL(database);
  if (url.host !== server) return { ...environment };
  url.port = port ?? '';
  return { ...environment, DATABASE_URL: url.href, DATABASE_DIRECT_URL: database };
}

function settingsOf({ hostname, port: serverPort }: URL, port: number, users: string): string {
  return `[databases]
* = host=${hostname} port=${serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
pool_mode = transaction
default_pool_size = 5
server_idle_timeout = 2
max_client_conn = 500
`;
}

async function untilListening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 250; attempt += 1) {
    const there = await new Promise<boolean>(resolve => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (there) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error('the pooler does not listen');
}
