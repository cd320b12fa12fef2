import { chmod, lstat, mkdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { Failure } from '../../failure.ts';
import type { Log } from '../../log.ts';
import { errorCode } from '../../storage/error-code.ts';
import { withFileLock } from '../../storage/file-lock.ts';
import { systemClock } from '../../time-and-chance.ts';
import { answerOn, type CommandAnswers, isAnswered } from './command-socket.ts';
import { socketPath } from './socket-path.ts';

export interface Claim {
  /** From now on the command line gets answers; before, it is told to come back. */
  serve(answers: CommandAnswers): void;
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process: it holds a Unix socket there, which the system closes however the process ends.
 * A socket that refuses connections is stale and replaced. The socket also answers the command line (`command-socket.ts`).
 * Throws `Failure('data-dir-in-use')`.
 */
export async function claimDataDir(dataDir: string, log: Log): Promise<Claim> {
  const path = await prepare(dataDir);
  let answers: CommandAnswers | undefined;
  const server = createServer(socket => {
    // Whoever only looks whether the folder is taken hangs up at once.
    socket.on('error', () => socket.destroy());
    if (answers) void answerOn(socket, answers, log);
    else socket.end('{"error":"starting"}\n');
  });
  const serve = (given: CommandAnswers) => {
    answers = given;
  };
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    if (await listen(server, path)) {
      await hold(server, path);
      return { serve, release: () => release(server) };
    }
    if (!(await removeStale(path))) break;
  }
  throw new Failure(
    'data-dir-in-use',
    `Another process works with ${dataDir}`,
    'Stop the other process, or set DATA_DIR to another folder.',
  );
}

async function prepare(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    return await socketPath(dataDir);
  } catch (error) {
    throw notWritable(dataDir, error);
  }
}

async function hold(server: Server, path: string): Promise<void> {
  if (process.platform !== 'win32') await chmod(path, 0o600);
  // The channels keep the process alive, not this.
  server.unref();
}

function release(server: Server): Promise<void> {
  return new Promise(resolve => server.close(() => resolve()));
}

/** Answers whether it worked; `false`: something is at that path. */
function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', error => {
      if (errorCode(error) === 'EADDRINUSE') resolve(false);
      else reject(notWritable(path, error));
    });
    server.listen(path, () => {
      server.removeAllListeners('error');
      resolve(true);
    });
  });
}

/** In milliseconds: a socket has its name a moment before it listens. */
const aMoment = 50;

/**
 * Only one process at a time removes, and only the socket that it has found to be stale: nobody can take the path while
 * that lies there. Answers whether the path is free now.
 */
function removeStale(path: string): Promise<boolean> {
  return withFileLock(path, systemClock, async () => {
    const found = await inodeOf(path);
    if (found === undefined) return true;
    if (await isAnswered(path)) return false;
    await new Promise(resolve => setTimeout(resolve, aMoment));
    if ((await inodeOf(path)) !== found) return true;
    if (await isAnswered(path)) return false;
    await rm(path, { force: true });
    return true;
  });
}

async function inodeOf(path: string): Promise<number | undefined> {
  try {
    return (await lstat(path)).ino;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw notWritable(path, error);
  }
}

function notWritable(path: string, cause: unknown): Failure {
  return new Failure(
    'data-dir-not-writable',
    `${path} cannot be used`,
    'Make the data folder writable for this user, or set DATA_DIR to a folder that is.',
    cause,
  );
}
