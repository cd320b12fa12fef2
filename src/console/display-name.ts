import { z } from 'zod';

/** What a visitor reads beside an agent's messages: letters, no numbers and nothing that could be markup. */
export const DisplayName = z.string().regex(/^[\p{L}\p{M}][\p{L}\p{M}' .-]{0,39}$/u);

/** `rini.kusuma2@contoh.id` is "Rini Kusuma"; an address without letters is nobody in particular. */
export function nameFromEmail(email: string): string {
  const [local = ''] = email.split(/[@+]/);
  const words = local.split(/[^\p{L}\p{M}]+/u).filter(Boolean);
  const name = words.map(([first = '', ...rest]) => first.toUpperCase() + rest.join('')).join(' ');
  return name.slice(0, 40).trim() || nobodyInParticular;
}

const nobodyInParticular = 'Petugas';
