import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ConversationId, UserId } from '../../ids.ts';
import { channelNames, type ListQuery, outcomes } from '../conversation-store.ts';
import { type FormatName, formatNames } from './formats.ts';

export type Command =
  | { readonly do: 'list'; readonly query: ListQuery; readonly limit: number }
  | { readonly do: 'show'; readonly id: ConversationId }
  | { readonly do: 'export'; readonly format: FormatName; readonly query: ListQuery }
  | { readonly do: 'erase'; readonly user: UserId }
  | { readonly do: 'verify' }
  | { readonly do: 'help' }
  | { readonly do: 'complain'; readonly about: string };

export const usage = `Membaca dan menghapus transkrip percakapan (data pribadi di dalamnya sudah disamarkan).

  npm run -s transcripts -- list   [saringan] [--limit 50]   daftar percakapan, yang terbaru di bawah
  npm run -s transcripts -- show   ID                        satu percakapan untuk dibaca
  npm run -s transcripts -- export --format jsonl|csv|transcript [saringan]
  npm run -s transcripts -- erase  --user ID                 hapus semua percakapan seorang pengguna
  npm run -s transcripts -- verify                           periksa semua percakapan

Saringan: --since 2026-03-01  --until 2026-03-31  --intent forgot_password
          --outcome ${outcomes.join('|')}
          --channel ${channelNames.join('|')}
Waktu dalam UTC. Dibaca dari DATABASE_URL bila diisi, kalau tidak dari DATA_DIR (bawaan data/runtime).
Server boleh tetap berjalan.
`;

const options = {
  format: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  intent: { type: 'string' },
  outcome: { type: 'string' },
  channel: { type: 'string' },
  limit: { type: 'string', default: '50' },
  user: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** A date (`2026-03-31`, the whole day) or a time with its zone. */
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

const shapes = {
  list: z.object({ limit: z.coerce.number().int().min(1).max(1_000_000) }),
  export: z.object({ format: z.enum(formatNames) }),
  erase: z.object({ user: UserId }),
  filter: z.object({
    since: moment.exactOptional(),
    until: moment.exactOptional(),
    intent: z.string().exactOptional(),
    outcome: z.enum(outcomes).exactOptional(),
    channel: z.enum(channelNames).exactOptional(),
  }),
} as const;

/** Never throws: what is wrong comes back as a complaint in words. */
export function readArguments(given: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({ args: [...given], options, allowPositionals: true });
    if (values.help || positionals.length === 0) return { do: 'help' };
    return toCommand(positionals, values);
  } catch (error) {
    return { do: 'complain', about: explain(error) };
  }
}

function toCommand([name, id, ...more]: readonly string[], values: Record<string, unknown>): Command {
  if (more.length > 0 || (id !== undefined && name !== 'show')) {
    return { do: 'complain', about: `tidak mengerti "${more[0] ?? id}"` };
  }
  switch (name) {
    case 'list':
      return { do: 'list', query: toQuery(values), ...shapes.list.parse(values) };
    case 'show': {
      const parsed = ConversationId.safeParse(id);
      if (parsed.success) return { do: 'show', id: parsed.data };
      return { do: 'complain', about: 'show memerlukan ID percakapan, lihat daftarnya dengan list' };
    }
    case 'export':
      return { do: 'export', query: toQuery(values), ...shapes.export.parse(values) };
    case 'erase':
      return { do: 'erase', ...shapes.erase.parse(values) };
    case 'verify':
      return { do: 'verify' };
    default:
      return { do: 'complain', about: `perintah "${name}" tidak dikenal` };
  }
}

function toQuery(values: Record<string, unknown>): ListQuery {
  const query = shapes.filter.parse(values);
  if (query.until?.length !== '2026-03-31'.length) return query;
  return { ...query, until: `${query.until}T23:59:59.999Z` };
}

function explain(error: unknown): string {
  if (!(error instanceof z.ZodError)) return 'ada pilihan yang tidak dikenal atau tanpa nilai';
  return `--${error.issues[0]?.path.join('.')}: nilainya tidak ada atau salah`;
}
