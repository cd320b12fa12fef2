import { createConnection, type Socket } from 'node:net';
import { z } from 'zod';
import { Failure } from '../../failure.ts';
import { UserId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import { errorCode } from '../../storage/error-code.ts';
import { socketPath } from './socket-path.ts';

/** What the command line asks of the process that holds the data folder: one line of JSON each way. */
export interface CommandAnswers {
  erase(user: UserId): Promise<number>;
}

const Command = z.strictObject({ do: z.literal('erase'), user: UserId });
export type Command = z.infer<typeof Command>;

const Erased = z.strictObject({ erased: z.int().nonnegative() });

const longestLine = 4_096;
const patience = 60_000;

/** Asks the running process to erase a user. `undefined`: no process is running. */
export async function askToErase(dataDir: string, user: UserId): Promise<number | undefined> {
  const path = await socketPath(dataDir).catch(noFolder);
  const socket = path === undefined ? undefined : await connect(path);
  if (!socket) return undefined;
  try {
    socket.write(`${JSON.stringify({ do: 'erase', user } satisfies Command)}\n`);
    const answer = Erased.safeParse(parseJson(await readLine(socket)));
    if (answer.success) return answer.data.erased;
    throw new Failure(
      'data-dir-in-use',
      'The running process did not erase the user',
      'Wait until it has started, look at its log, and try again.',
    );
  } finally {
    socket.destroy();
  }
}

/** Does a process listen there? */
export async function isAnswered(path: string): Promise<boolean> {
  const socket = await connect(path);
  socket?.destroy();
  return socket !== undefined;
}

/** Serves one connection, whose errors are handled already: reads a line, answers a line. */
export async function answerOn(socket: Socket, answers: CommandAnswers, log: Log): Promise<void> {
  try {
    const line = await readLine(socket);
    if (line === '') return;
    const command = Command.parse(JSON.parse(line));
    socket.end(`${JSON.stringify({ erased: await answers.erase(command.user) })}\n`);
  } catch (error) {
    log.warn('a command of the command line failed', { error });
    socket.end('{"error":"refused"}\n');
  } finally {
    socket.destroySoon();
  }
}

/** `undefined` when nobody listens: refused, gone, or never there. */
function connect(path: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path, () => resolve(socket));
    socket.once('error', error => {
      const nobody = ['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'].includes(errorCode(error) ?? '');
      if (nobody) resolve(undefined);
      else reject(error);
    });
  });
}

function noFolder(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The first line; empty when the other side only looked whether somebody is there. */
function readLine(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let line = '';
    socket.setEncoding('utf8').setTimeout(patience, () => socket.destroy(new Error('no answer in time')));
    socket.on('data', (chunk: string) => {
      line += chunk;
      if (line.includes('\n')) resolve(line.slice(0, line.indexOf('\n')));
      else if (line.length > longestLine) reject(new Error('the line is too long'));
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(''));
  });
}
