import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A server in a process of its own, as its operator would run it. */
export interface Child {
  readonly url: string;
  readonly pid: number;
  /** Processor time so far, of all its threads, in milliseconds. */
  cpuMs(): number;
  /** SIGTERM, then the end. */
  stop(): Promise<void>;
}

/** Runs Node with `args` and waits until it prints something that fits `address`, whose first group is the URL. */
export async function startChild(
  args: readonly string[],
  { address, environment }: { address: RegExp; environment: Readonly<Record<string, string>> },
): Promise<Child> {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const url = await printed(child, address);
  const pid = child.pid ?? 0;
  return {
    url,
    pid,
    cpuMs: () => cpuMs(pid),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function printed(child: ChildProcess, address: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: unknown) => {
      said = `${said}${String(chunk)}`.slice(-20_000);
      const url = address.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', code => reject(new Error(`it ended with ${code} before it listened:\n${said}`)));
  });
}

/** The same of a process with all its children, those that have ended among them. */
export function familyCpuMs(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  const ended = fieldsOf(pid);
  const buried = (Number(ended[13]) + Number(ended[14])) * 10;
  return children.reduce((sum, child) => sum + (cpuMsIfThere(Number(child)) ?? 0), cpuMs(pid) + buried);
}

function cpuMsIfThere(pid: number): number | undefined {
  try {
    return cpuMs(pid);
  } catch {
    return undefined;
  }
}

/** Linux counts in hundredths of a second: fields 14 and 15 of proc(5)'s stat, after the name in brackets. */
export function cpuMs(pid: number): number {
  const fields = fieldsOf(pid);
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function fieldsOf(pid: number): readonly string[] {
  const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) /);
  return after.split(' ');
}
