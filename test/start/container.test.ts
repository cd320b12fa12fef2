import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, inject, it } from 'vitest';
import { type Image, layOutImage } from '../support/image-layout.ts';
import { Visitor } from '../support/visitor.ts';

let image: Image;
beforeAll(async () => {
  const folder = await mkdtemp(join(process.env.TMPDIR_FOR_PROGRAMS ?? tmpdir(), 'image-'));
  image = await layOutImage('Dockerfile', folder);
  return () => rm(folder, { recursive: true, force: true });
});

/** What compose.yaml demands of whoever runs it. */
const settings = {
  PUBLIC_URL: 'https://bantuan.contoh.id',
  ACCOUNT_API_URL: 'http://127.0.0.1:9',
  WIDGET_ORIGINS: 'http://localhost',
  ...Object.fromEntries(
    ['SEAL_KEY', 'TOKEN_KEY', 'DIRECTLINE_SECRET', 'ACCOUNT_API_KEY', 'ACCOUNT_CALLBACK_SECRET'].map(name => [
      name,
      `${name} dari tes ini, cukup panjang`,
    ]),
  ),
};

it('what the Dockerfile copies is enough to build, to start and to chat', async () => {
  const [command = '', ...args] = image.command;
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'container-'));
  const server = spawn(command, args, {
    cwd: image.folder,
    env: {
      PATH: process.env.PATH,
      ...image.environment,
      ...settings,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      MODEL_DIR: inject('modelDir'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', chunk => (output += String(chunk)));
  const ended = once(server, 'exit');
  try {
    const visitor = await opened(`http://127.0.0.1:${port}`, () => server.exitCode === null);
    expect((await visitor.say('lupa sandi jmo')).join(' ')).toContain('JMO');
  } catch (error) {
    throw new Error(`The container's server wrote:\n${output}`, { cause: error });
  } finally {
    server.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  }
  expect(server.exitCode).toBe(0);
});

it('what runs there asks for no package that only development has', async () => {
  const dist = join(image.folder, 'dist');
  const scripts = (await readdir(dist)).filter(name => name.endsWith('.js'));
  const texts = await Promise.all(scripts.map(name => readFile(join(dist, name), 'utf8')));
  const asked = texts.flatMap(text =>
    [...text.matchAll(/^(?:import|export) .*?from "([^."][^"]*)";$|\bimport\("([^."][^"]*)"\)/gm)].map(
      ([, one, other]) => one ?? other ?? '',
    ),
  );
  const packages = asked
    .filter(name => !name.startsWith('node:'))
    .map(name => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? '');
  const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  expect(packages.length).toBeGreaterThan(5);
  expect([...new Set(packages)].filter(name => !Object.hasOwn(dependencies, name))).toEqual([]);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function opened(url: string, lives: () => boolean): Promise<Visitor> {
  for (;;) {
    try {
      return await Visitor.open(url);
    } catch (error) {
      if (!lives()) throw error;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}
