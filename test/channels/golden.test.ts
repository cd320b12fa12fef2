import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { play } from '../golden/play.ts';
import { parseScript } from '../golden/script.ts';
import { azureWire, telegramWire, whatsAppWire } from './wires.ts';

/** Chats that reach much: a whole reset, buttons, a guide, an aside, a person, media, erasure, and what waits for days. */
const chats = [
  'lupa-sandi-lewat-sms',
  'lupa-sandi-lewat-email',
  'panduan-lupa-password',
  'tombol-lama-dan-ketukan-ganda',
  'data-tidak-sesuai',
  'mau-kirim-gambar-layar',
  'petugas-menjawab-lalu-mengembalikan',
  'hapus-data-saya',
  'mundur-dan-batal',
  'kode-salah-terus',
  'membantu-ibu',
  'nik-dan-kpj-macam-macam',
  'yang-mana-maksudnya',
  'bicara-dengan-petugas',
  'akun-terkunci',
];

describe.each(
  Object.entries({ Telegram: telegramWire, WhatsApp: whatsAppWire, 'Azure Bot Service': azureWire }),
)('on %s, through its own wire format,', (_, open) => {
  it.each(chats)('%s goes word for word as on the website', async chat => {
    const file = readFileSync(`test/conversations/${chat}.txt`, 'utf8');
    const wire = await open();
    onTestFinished(() => wire.close());
    const { text, broken } = await play(parseScript(file), wire);
    expect(text).toBe(file);
    expect(broken).toEqual([]);
  });
});
