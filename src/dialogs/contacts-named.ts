import { plain } from './plain.ts';

/** What somebody says of their registered contacts: "hp udah ganti, emailnya masih bisa". */
export interface ContactsNamed {
  readonly phone?: 'works' | 'lost';
  readonly email?: 'works' | 'lost';
}

const phoneWords =
  /\b(?:hp|hpnya|hape|hapenya|handphone|nomor|nomornya|nomorku|nomer|nomernya|no|sim|simcard|kartu|sms|telepon|telpon)\b/;
const emailWords = /\b(?:email|imel|gmail|surel|emailnya|emailku)\b/;
const lostWords =
  /\b(?:mati|hilang|ilang|hangus|rusak|dicuri|kecopetan|ganti|lupa|tidak|gak|ga|gk|nggak|tdk|gabisa|sudah ga|lama|off|nonaktif)\b/;
const bothLost =
  /\b(?:dua ?duanya|dua2nya|ke ?duanya|semuanya|dua dua nya) (?:udah |sudah |sdh |udh )?(?:mati|hilang|ilang|hangus|ga|gak|tidak)\b/;
const worksWords = /\b(?:masih|msh|aktif|bisa|hidup|aja|saja|ada)\b/;

/**
 * Reads each clause by itself; "email juga" takes over what the clause before said, "hp sama email mati" says one thing
 * of both. Linear.
 */
export function contactsNamed(text: string): ContactsNamed {
  if (bothLost.test(plain(text))) return { phone: 'lost', email: 'lost' };
  const found: { phone?: 'works' | 'lost'; email?: 'works' | 'lost' } = {};
  let before: 'works' | 'lost' | undefined;
  const clauses = text.slice(0, 300).split(/[,.;!?]|\b(?:tapi|tp|cuma|kalau|klo)\b/i);
  for (const said of clauses.flatMap(partsOf)) {
    const state = stateIn(said) ?? (/\b(?:juga|jg)\b/.test(said) ? before : undefined);
    if (state && phoneWords.test(said)) found.phone = state;
    if (state && emailWords.test(said)) found.email = state;
    before = state ?? before;
  }
  return found;
}

/** "hp mati dan email masih bisa" are two parts, "hp dan email mati" is one. */
function partsOf(clause: string): readonly string[] {
  const parts = clause.split(/\b(?:dan|sama)\b/i).map(plain);
  return parts.slice(0, -1).every(part => stateIn(part) === undefined) ? [parts.join(' ')] : parts;
}

function stateIn(said: string): 'works' | 'lost' | undefined {
  if (lostWords.test(said)) return 'lost';
  return worksWords.test(said) ? 'works' : undefined;
}
