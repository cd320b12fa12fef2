import { type ChildProcess, spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import type { StartOrder } from './children/start-order.ts';

const Started = z.object({ url: z.string() });

const Held = z.object({
  heapUsed: z.number(),
  rss: z.number(),
  handles: z.number(),
});

export interface AssistantProcess {
  readonly url: string;
  /** Resolves with the exit code, or with the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  kill(): Promise<void>;
  /** SIGTERM; answers what `ended` does. */
  stop(): Promise<number | NodeJS.Signals | null>;
  /** Bytes after a collection, open handles and file descriptors. */
  holds(): Promise<z.infer<typeof Held> & { readonly descriptors: number }>;
}

export interface ProcessOptions {
  readonly crash?: StartOrder['crash'];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A process that has loaded the program and waits to be told to start it: loading is most of a start. */
export interface WarmProcess {
  /** Throws what it wrote when it does not come up. */
  start(order?: StartOrder): Promise<AssistantProcess>;
  kill(): Promise<void>;
}

/** Starts the built child; throws what it wrote when it does not come up. */
export function startProcess(
  file: string,
  environment: Readonly<Record<string, string>>,
  { crash, environment: more }: ProcessOptions = {},
): Promise<AssistantProcess> {
  return warmUp(file, { ...environment, ...more }).start({ crash });
}

export function warmUp(file: string, environment: Readonly<Record<string, string>>): WarmProcess {
  const child = spawn(process.execPath, ['--expose-gc', '--enable-source-maps', file], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', chunk => {
    said = `${said}${chunk}`.slice(-8_000);
  });
  const ended = new Promise<number | NodeJS.Signals | null>(resolve =>
    child.once('exit', (code, signal) => resolve(signal ?? code)),
  );
  return { start, kill };

  async function start(order: StartOrder = {}): Promise<AssistantProcess> {
    const answer = message(child);
    child.send(order);
    const first = await Promise.race([answer, ended]);
    const started = Started.safeParse(first);
    if (!started.success) throw new Error(`the assistant did not start (${String(first)}):\n${said}`);
    return {
      url: started.data.url,
      ended,
      kill,
      stop() {
        child.kill('SIGTERM');
        return ended;
      },
      async holds() {
        const held = message(child);
        child.send('holds');
        return { ...Held.parse(await held), descriptors: await descriptorsOf(child.pid) };
      },
    };
  }

  async function kill(): Promise<void> {
    child.kill('SIGKILL');
    await ended;
  }
}

/** What this process holds itself; without a collection first. */
export async function held(): Promise<Awaited<ReturnType<AssistantProcess['holds']>>> {
  const { heapUsed, rss } = process.memoryUsage();
  const handles = process.getActiveResourcesInfo().length;
  return { heapUsed, rss, handles, descriptors: await descriptorsOf(process.pid) };
}

async function descriptorsOf(pid: number | undefined): Promise<number> {
  return (await readdir(`/proc/${pid}/fd`)).length;
}

function message(child: ChildProcess): Promise<unknown> {
  return new Promise(resolve => child.once('message', resolve));
}
