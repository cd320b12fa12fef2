import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { play } from '../golden/play.ts';
import { parseScript } from '../golden/script.ts';
import { azureWire, telegramWire, whatsAppWire } from './wires.ts';

/** Chats that reach much: a whole reset, buttons, a guide, two meanings, media, a person, erasure, and what waits for days. */
const chats = [
  'lupa-sandi-lewat-sms',
  'panduan-lupa-password',
  'tombol-lama-dan-ketukan-ganda',
  'petugas-menjawab-lalu-mengembalikan',
  'hapus-data-saya',
  'kode-salah-terus',
  'nik-dan-kpj-macam-macam',
  'mau-kirim-gambar-layar',
  'mundur-dan-batal',
  'membantu-ibu',
  'yang-mana-maksudnya',
  'bicara-dengan-petugas',
];

describe.each(
  Object.entries({ Telegram: telegramWire, WhatsApp: whatsAppWire, 'Azure Bot Service': azureWire }),
)('on %s, through its own wire format,', (_, open) => {
  it.each(chats)('%s goes word for word as on the website', async chat => {
    const file = readFileSync(`test/conversations/${chat}.txt`, 'utf8');
    const wire = await open();
    onTestFinished(() => wire.close());
    const { text, broken } = await play(parseScript(file), wire);
    // WhatsApp does not say that a chat is opened: who writes first is greeted then.
    const [greeting, rest] = greetingIn(file);
    expect(text).toContain(greeting);
    expect(withoutBlankLines(text.replace(greeting, ''))).toBe(withoutBlankLines(rest));
    expect(broken).toEqual([]);
  });
});

function withoutBlankLines(text: string): string {
  return text.replace(/\n{2,}/g, '\n');
}

/** What the bot says before the user does, and the chat without it. */
function greetingIn(chat: string): readonly [string, string] {
  const lines = chat.split('\n');
  const start = lines.findIndex(line => line.startsWith('Bot:'));
  const end = lines.indexOf('', start);
  const rest = [...lines.slice(0, start), ...lines.slice(end + 1)];
  return [`${lines.slice(start, end).join('\n')}\n`, rest.join('\n')];
}
