import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { builtCommand } from '../../support/commands.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** Starts a TypeScript file of the tests as a process of its own. */
export function start(file: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return startNode(['--import', 'tsx', file, ...args], env);
}

/** Starts a command of operators, as built. */
export function startCommand(
  script: `src/${string}.ts`,
  args: readonly string[],
  env: Record<string, string> = {},
): ChildProcess {
  return startNode([builtCommand(script), ...args], env);
}

function startNode(args: readonly string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: repository,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function ended(child: ChildProcess): Promise<Ended> {
  const read = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', text => (read.out += text));
  child.stderr?.setEncoding('utf8').on('data', text => (read.err += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ code, ...read }));
  });
}
