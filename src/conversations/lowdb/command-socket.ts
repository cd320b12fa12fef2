import { createConnection, type Socket } from 'node:net';
import { z } from 'zod';
import { Failure } from '../../failure.ts';
import { UserId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import { errorCode } from '../../storage/error-code.ts';
import { socketPath } from './socket-path.ts';

/**
 * What the command line may ask of the process that holds the data folder, by name: one line of JSON each way. Each
 * checks its request by itself; what it throws is logged and refused.
 */
export type CommandAnswers = Readonly<Record<string, (request: unknown) => Promise<object>>>;

const Command = z.looseObject({ do: z.string() });
type Command = z.infer<typeof Command>;

export const EraseCommand = z.strictObject({ do: z.literal('erase'), user: UserId });
const Erased = z.strictObject({ erased: z.int().nonnegative() });

const longestLine = 4_096;
const patience = 60_000;

/** Asks the running process to erase a user. `undefined`: no process is running. */
export async function askToErase(dataDir: string, user: UserId): Promise<number | undefined> {
  const request: z.infer<typeof EraseCommand> = { do: 'erase', user };
  return (await askRunningProcess(dataDir, request, Erased))?.erased;
}

/**
 * Asks the process that holds the data folder. `undefined`: none is running. Throws `Failure('data-dir-in-use')` when it
 * refuses, or is still starting.
 */
export async function askRunningProcess<S extends z.ZodType>(
  dataDir: string,
  request: Command,
  answer: S,
): Promise<z.infer<S> | undefined> {
  const path = await socketPath(dataDir).catch(noFolder);
  const socket = path === undefined ? undefined : await connect(path);
  if (!socket) return undefined;
  try {
    socket.write(`${JSON.stringify(request)}\n`);
    const answered = answer.safeParse(parseJson(await readLine(socket)));
    if (answered.success) return answered.data;
    throw new Failure(
      'data-dir-in-use',
      `The running process did not carry out "${request.do}"`,
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
    const carryOut = Object.hasOwn(answers, command.do) ? answers[command.do] : undefined;
    if (!carryOut) throw new Error('unknown command');
    socket.end(`${JSON.stringify(await carryOut(command))}\n`);
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
