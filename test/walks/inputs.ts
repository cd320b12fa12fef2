import type { InboundContent } from '../../src/bot/inbound-message.ts';
import type { Message } from '../../src/conversations/message.ts';
import { type ConversationId, VerificationId } from '../../src/ids.ts';
import type { Chance } from './chance.ts';

/** Numbers and secrets of invented people, none of them an example in dialogs/: they may never be found in clear. */
export const canaries = {
  nik: ['3299011703910043', '3299014203850017', '3299019999990002'],
  kpj: ['99000000033', '99000000017', '99000000025'],
  phone: ['081299990001', '+6281299990017'],
  email: ['budi.contoh@example.com'],
  code: ['482913'],
  password: ['Rahasia#2026'],
} as const;

export interface Corpus {
  /** Everything that people say, of all intents. */
  readonly phrases: readonly string[];
  readonly commands: readonly string[];
  /** Other ways to say the choices of all questions. */
  readonly answers: readonly string[];
}

export interface Here {
  readonly conversation: ConversationId;
  /** The whole conversation so far. */
  readonly messages: readonly Message[];
  /** Of the verification that the dialogs remember, if any. */
  readonly verification: string | undefined;
  readonly turn: number;
}

/** What happens next: mostly what a person would do, sometimes anything at all. */
export function nextInput(chance: Chance, corpus: Corpus, here: Here): InboundContent {
  const text = (text: string): InboundContent => ({ kind: 'text', text });
  const offered = here.messages.at(-1)?.choices ?? [];
  const everOffered = here.messages.flatMap(({ choices = [] }) => choices);
  return chance.weighted<() => InboundContent>([
    [offered.length > 0 ? 40 : 0, () => text(chance.pick(offered).value)],
    [everOffered.length > 0 ? 4 : 0, () => text(chance.pick(everOffered).value)],
    [18, () => text(chance.pick(corpus.phrases))],
    [10, () => text(chance.pick(corpus.answers))],
    [8, () => text(chance.pick(corpus.commands))],
    [10, () => text(identity(chance))],
    [3, () => text(secret(chance))],
    [3, () => text(garbage(chance))],
    [2, () => ({ kind: 'unsupported' })],
    [3, () => ({ kind: 'join' })],
    [here.verification ? 12 : 1, () => verification(chance, here)],
  ])();
}

function identity(chance: Chance): string {
  const [nik, kpj] = [chance.pick(canaries.nik), chance.pick(canaries.kpj)];
  return chance.pick([
    nik,
    nik.replace(/(.{4})/g, '$1 ').trim(),
    `nik saya ${nik} kpj ${kpj}`,
    kpj,
    `kpj ${kpj.slice(0, 2)} ${kpj.slice(2, 6)} ${kpj.slice(6)}`,
    nik.slice(0, 15),
    nik.slice(0, 8),
    nik.slice(8),
    kpj.slice(0, 6),
    chance.pick(canaries.phone),
    chance.pick(canaries.email),
    `${kpj} atau ${chance.pick(canaries.kpj)}`,
    `nik ibu saya ${nik}`,
  ]);
}

function secret(chance: Chance): string {
  const [code, password] = [chance.pick(canaries.code), chance.pick(canaries.password)];
  return chance.pick([`kode otp saya ${code}`, `password saya ${password}`, `kodenya ${code} kak`]);
}

function garbage(chance: Chance): string {
  const letters = Array.from({ length: chance.whole(40) }, () =>
    String.fromCodePoint(33 + chance.whole(600)),
  );
  return chance.pick([
    '',
    '   ',
    '?',
    '...',
    '👍',
    'asdf qwer zxcv',
    letters.join(''),
    'kata '.repeat(400),
    '7',
  ]);
}

function verification(
  chance: Chance,
  { conversation, verification = 'verifikasi-lain', turn }: Here,
): InboundContent {
  const kind = chance.pick([
    'pageOpened',
    'verified',
    'wrongCode',
    'locked',
    'expired',
    'passwordChanged',
  ] as const);
  const id = chance.number() < 0.9 ? verification : 'verifikasi-lain';
  return {
    kind: 'verification',
    event: {
      id: `peristiwa-${turn}`,
      conversation,
      verification: VerificationId.parse(id),
      kind,
      ...(kind === 'wrongCode' ? { triesLeft: chance.whole(5) } : {}),
      at: '2026-03-12T02:00:00.000Z',
    },
  };
}
