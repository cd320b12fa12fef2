/** Every label of unmasking. */
export const unmaskStrings = {
  title: 'Data tersegel',
  intro:
    'Yang ditulis pengguna sudah disamarkan dan tidak bisa dikembalikan. Yang tersegel (NIK dan KPJ selama dibutuhkan, alamat tujuan kanal) bisa dibuka dengan alasan; nama dan alasannya tercatat.',
  reason: 'Alasan (paling sedikit 15 huruf)',
  submit: 'Buka',
  none: 'Tidak ada yang tersegel di percakapan ini sekarang.',
  notHeld: 'Ambil alih percakapan ini dulu; hanya pemegangnya atau admin yang boleh membuka.',
  tooShort: 'Tulis alasannya, paling sedikit 15 huruf.',
  hide: 'Tutup lagi',
  names: { nik: 'NIK', kpj: 'KPJ', address: 'Alamat tujuan' } as Readonly<Record<string, string>>,
} as const;
