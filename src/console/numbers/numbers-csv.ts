import { byteOrderMark, csvLine } from '../../conversations/transcripts/csv.ts';
import type { PresentedNumbers } from './presented.ts';

export const csvTables = ['days', 'causes', 'steps', 'mixedUp'] as const;
export type CsvTable = (typeof csvTables)[number];

/** One table of the page for a spreadsheet: RFC 4180, with a byte order mark, formulas made harmless. */
export function numbersCsv(numbers: Omit<PresentedNumbers, 'incident' | 'spikes'>, table: CsvTable): string {
  return byteOrderMark + rowsOf(numbers, table).map(csvLine).join('');
}

type Rows = readonly (readonly (string | number)[])[];

function rowsOf(numbers: Omit<PresentedNumbers, 'incident' | 'spikes'>, table: CsvTable): Rows {
  switch (table) {
    case 'days':
      return [
        [
          'hari',
          'percakapan',
          'selesai tanpa petugas',
          'tanpa kembali 24 jam',
          'sudah bisa masuk',
          'dialihkan',
          'ditinggalkan',
          'pesan pengguna',
          'tidak dikenali',
        ],
        ...numbers.days.map(one => [
          one.day,
          one.conversations,
          one.contained,
          one.containedForGood,
          one.solved,
          one.handedOver,
          one.left,
          one.userMessages,
          one.unknown,
        ]),
      ];
    case 'causes':
      return [
        ['penyebab', 'jumlah', 'periode sebelumnya'],
        ...numbers.causes.map(({ title, count, before }) => [title, count, before]),
      ];
    case 'steps':
      return [
        ['langkah', 'dicapai', 'ditinggalkan di sini'],
        ...numbers.steps.map(({ step, reached, left }) => [step, reached, left]),
      ];
    case 'mixedUp':
      return [
        ['terbaca', 'ternyata', 'jumlah'],
        ...numbers.mixedUp.map(({ taken, meant, count }) => [taken, meant, count]),
      ];
  }
}
