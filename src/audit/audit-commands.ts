import { parseArgs } from 'node:util';
import type { AuditCheck, AuditEntry, AuditLog } from './audit-log.ts';

const usage = `audit -- verify [--head HASH] | list [--limit N]
  verify  memeriksa rantai catatan audit dari awal sampai akhir; mencetak jumlah dan hash terakhir.
          Catat hash itu di tempat lain: --head HASH memastikan catatan sampai saat itu masih utuh.
  list    catatan terbaru, satu baris JSON per catatan (bawaan: 50)
  Disimpan di DATABASE_URL bila diisi, kalau tidak di DATA_DIR.`;

const problems: Readonly<Record<NonNullable<AuditCheck['broken']>['problem'], string>> = {
  changed: 'isinya diubah',
  missing: 'hilang',
  unreadable: 'tidak bisa dibaca',
};

/** What a command prints. `code`: 0 whole, 1 broken, 2 not understood; with 1 and 2 it goes to standard error. */
export interface AuditAnswer {
  readonly code: 0 | 1 | 2;
  readonly text: string;
}

/** `npm run -s audit -- verify | list`. */
export async function answerAudit(
  argv: readonly string[],
  withLog: (work: (log: AuditLog) => Promise<AuditAnswer>) => Promise<AuditAnswer>,
): Promise<AuditAnswer> {
  const asked = readArguments(argv);
  if (!asked) return { code: 2, text: usage };
  return withLog(log => (asked.command === 'verify' ? verify(log, asked.head) : list(log, asked.limit)));
}

function readArguments(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { head: { type: 'string' }, limit: { type: 'string', default: '50' } },
      allowPositionals: true,
    });
    const [command, ...others] = positionals;
    const limit = Number(values.limit);
    const understood = (command === 'verify' || command === 'list') && others.length === 0;
    return understood && Number.isInteger(limit) && limit > 0
      ? { command, limit, head: values.head }
      : undefined;
  } catch {
    return undefined;
  }
}

async function verify(log: AuditLog, expected: string | undefined): Promise<AuditAnswer> {
  const { entries, head, broken } = await log.verify();
  if (broken) {
    return { code: 1, text: `Rantai putus: catatan nomor ${broken.number} ${problems[broken.problem]}.` };
  }
  if (expected !== undefined && expected !== head && !(await holds(log, expected))) {
    const text = 'Rantainya utuh, tetapi hash yang dicatat tidak ada di dalamnya: catatan lama dipotong.';
    return { code: 1, text };
  }
  return { code: 0, text: `Utuh: ${entries} catatan, hash terakhir ${head}` };
}

async function holds(log: AuditLog, hash: string): Promise<boolean> {
  for (let before: number | undefined; ; ) {
    const page = await log.page({ limit: 1_000, ...(before !== undefined && { before }) });
    if (page.some(entry => entry.hash === hash)) return true;
    before = page.at(-1)?.number;
    if (before === undefined || before === 1) return false;
  }
}

async function list(log: AuditLog, limit: number): Promise<AuditAnswer> {
  const entries = await log.page({ limit });
  return { code: 0, text: entries.map(entry => JSON.stringify(shown(entry))).join('\n') };
}

function shown({ number, at, actor, action, object, details }: AuditEntry) {
  return { number, at, actor, action, object, details };
}
