import { type ChildProcess, spawn } from 'node:child_process';
import { inject } from 'vitest';
import { throughPooler } from './pooler.ts';

export interface ServerProcess {
  readonly url: string;
  readonly accountUrl: string;
  readonly pid: number;
  /** Everything it wrote so far, standard output and error together. */
  output(): string;
  /** Ends it without a chance to tidy up, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop; answers its exit code. */
  stop(): Promise<number | null>;
}

/** The built server in a process of its own, as `npm start` runs it, on free ports. */
export async function startServer(
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const { child, output, exited } = spawnServer({ DATA_DIR: dataDir, ...environment });
  const started = await Promise.race([
    untilPrinted(child, output, /Berhenti: Ctrl\+C/),
    exited.then(() => false),
  ]);
  if (!started) throw new Error(`The server did not start:\n${output()}`);
  return {
    url: /Halaman demo\s+(\S+)\//.exec(output())?.[1] ?? '',
    accountUrl: /Kotak SMS\/email\s+(\S+)\/dev\/inbox/.exec(output())?.[1] ?? '',
    pid: child.pid ?? 0,
    output,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

/** Runs the server in the expectation that it ends by itself. */
export async function failToStart(
  environment: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const { output, exited } = spawnServer(environment);
  const code = await exited;
  return { code, output: output() };
}

function spawnServer(environment: Record<string, string>) {
  const child = spawn(process.execPath, [inject('builtMain')], {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      ACCOUNT_PORT: '0',
      LOG_LEVEL: 'info',
      MODEL_DIR: inject('modelDir'),
      ...throughPooler(environment),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      printed += String(chunk);
    });
  }
  const exited = new Promise<number | null>(resolve => child.once('exit', resolve));
  return { child, output: () => printed, exited };
}

function untilPrinted(child: ChildProcess, output: () => string, pattern: RegExp): Promise<boolean> {
  return new Promise(resolve => {
    const look = () => {
      if (pattern.test(output())) resolve(true);
    };
    child.stdout?.on('data', look);
    look();
  });
}
