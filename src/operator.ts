import type { Config } from './config.ts';
import { Failure } from './failure.ts';

/** One part of start-up and what it took. */
export interface Stage {
  readonly name: string;
  readonly milliseconds: number;
}

interface Started {
  readonly url: string;
  readonly accountUrl: string | undefined;
  readonly stages: readonly Stage[];
}

/** What the person who started it needs to know next, on standard output. */
export function greetOperator(config: Config, { url, accountUrl, stages }: Started): void {
  const total = stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const parts = stages.map(({ name, milliseconds }) => `${name} ${milliseconds}`).join(', ');
  const lines = [
    `Asisten login JMO siap dalam ${total} ms (${parts}).`,
    '',
    `  Halaman demo     ${url}/`,
    `  Konsol petugas   ${url}/console`,
    ...(accountUrl && config.development ? [`  Kotak SMS/email  ${accountUrl}/dev/inbox`] : []),
    '',
    'Pengguna konsol pertama:  npm run -s console -- add-user --email anda@contoh.id --role admin',
    ...(accountUrl ? ['Mode demo: memakai layanan akun tiruan; akun contoh ada di data/accounts.json.'] : []),
    ...(config.workers > 1
      ? [`${config.workers} proses; ganti satu per satu: kill -HUP ${process.pid}`]
      : []),
    'Berhenti: Ctrl+C',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Measures start-up; what came before its first call is the loading of modules. */
export function stopwatch() {
  const all: Stage[] = [{ name: 'modules', milliseconds: Math.round(performance.now()) }];
  let last = performance.now();
  return {
    all,
    done(name: string) {
      const now = performance.now();
      all.push({ name, milliseconds: Math.round(now - last) });
      last = now;
    },
  };
}

/** One clear line for what an operator can mend; a stack only for what nobody foresaw. */
export function explainFailure(error: unknown): string {
  if (error instanceof Failure) return `${error.code}: ${error.message}\n  ${error.fix}\n`;
  return `Unexpected error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}
