/** Every label of an export. */
export const exportStrings = {
  format: 'Format ekspor',
  formats: { csv: 'CSV', jsonl: 'JSONL', transcript: '.transcript' },
  submit: 'Unduh',
  busy: 'Menyiapkan…',
  failed: 'Belum berhasil.',
} as const;
