import type { Draft } from './draft.ts';

export const masks = {
  phone: '[nomor HP]',
  email: '[email]',
  code: '[kode]',
  password: '[kata sandi]',
  digits: '••••',
  fewDigits: '••',
} as const;

/** `3299011503900001` -> `3299********0001` */
export function maskNik(nik: string): string {
  return `${nik.slice(0, 4)}********${nik.slice(-4)}`;
}

/** `99000000001` -> `********001` */
export function maskKpj(kpj: string): string {
  return `********${kpj.slice(-3).toUpperCase()}`;
}

const maskPattern =
  /\[(?:nomor HP|email|kode|kata sandi)\]|(?<!\d|\*{8})\d{4}\*{8}\d{4}(?!\d|\*{8})|(?<!\*)\*{8}[0-9A-Z]{3}(?![0-9*])/gu;

/** Covers what an earlier redaction has masked, so that redacting twice is redacting once. */
export function coverMasks(draft: Draft): void {
  for (const match of draft.text.matchAll(maskPattern)) {
    draft.cover(match.index, match.index + match[0].length, match[0]);
  }
}
