import type { Understood } from '../understanding/understanding.ts';
import { plain } from './plain.ts';

/** The intent of whoever suspects a fraud; intents/suspected_fraud.yml teaches its kinds. */
export const fraudIntent = 'suspected_fraud';

/** The most urgent first. `kept`: asked for a code, not given. `asked`: shall it be given? `entered`: somebody else is in the account. */
export const fraudKinds = [
  'paid',
  'given',
  'asked',
  'kept',
  'emailChanged',
  'phoneChanged',
  'entered',
] as const;
export type FraudKind = (typeof fraudKinds)[number];

/** Nothing may come before it. */
export function isUrgent(told: FraudTold): boolean {
  return told === 'paid' || told === 'given' || told === 'asked';
}

/** What somebody who suspects a fraud tells of it. `suspected`: nothing of all this. */
export type FraudTold = FraudKind | 'suspected';

/** What the classifier has learnt from many sentences, or what the signs say: the more urgent of the two. */
export function fraudOf({ text, understood }: { text: string; understood: Understood }): FraudTold {
  const learnt = understood.intent === fraudIntent ? understood.intentKind : undefined;
  const sign = fraudSigns(text);
  return fraudKinds.find(kind => kind === learnt || kind === sign) ?? 'suspected';
}

/** Whoever is asked "yang mana?" and then picks the fraud has told of it before. */
export function heardOfFraud(text: string, understood: Understood): FraudKind | undefined {
  if (understood.kind !== 'unsure' || !understood.choices.includes(fraudIntent)) return undefined;
  const told = fraudOf({ text, understood });
  return told === 'suspected' ? undefined : told;
}

const not = '(?:ga|gak|gk|nggak|ngga|enggak|tidak|tdk|belum|blm|belom|ndak|ora|teu)';
const give =
  '(?:(?:di|ku)?kasih(?:kan|in)?|(?:di|ku)?kasi|ngasih|memberi(?:kan)?|(?:di|ku)?beri(?:kan)?|(?:di|ku)?sebut(?:kan|in)?|(?:di|ku)?baca(?:kan|in)|(?:di|ku)?kirim(?:kan|in)?)';
const pay = '(?:(?:di)?transfer|tf|trf|(?:di|ku)?bayar|kirim (?:uang|duit|dana)|dp)';
/** Done already, with a few words in between: "udah saya transfer", but not "udah disuruh transfer". */
const done =
  '(?:sudah|udah|udh|uda|sdh|dah|terlanjur|telanjur|keburu|kadung|kepalang|polos)(?: (?!di?suruh|suruh|diminta|minta|mau|boleh|harus|(?:ga|gak|nggak|tidak|belum) )\\w+){0,3}';
const changed =
  '(?:berubah|berganti|ganti|diganti|mengganti|diubah|dirubah|mengubah|ngubah|bukan punya (?:saya|aku)|jadi (?:\\w+ )?orang)';
const email = '(?:e ?mail|emailnya|imel|gmail)';
const phone = '(?:nomor|nomer|nomornya|nomernya|no|hp|hpnya)';

/** The most urgent first: who has paid may also have given a code. */
const signs: readonly (readonly [FraudTold, RegExp])[] = [
  ['paid', new RegExp(`\\b${done} ${pay}\\b`)],
  // Not "udah dikasih tau".
  ['given', new RegExp(`\\b${done} ${give}\\b(?! (?:tau|tahu)\\b)`)],
  [
    'asked',
    new RegExp(
      `\\b${give} (?:(?:aja|saja|atau|apa) ){0,2}(?:${not}|jangan)\\b|\\bboleh(?:kah)? (?:\\w+ ){0,2}${give}\\b|\\bboleh ${not}\\b`,
    ),
  ],
  // What follows a "tapi" may be the contrary.
  [
    'kept',
    new RegExp(
      `\\b${not} (?:(?:saya|aku|sy|sempat|sempet|jadi|sampai|pernah|mau) ){0,2}${give}\\b(?!.* (?:tapi|tp|cuma|cuman|kecuali)\\b)`,
    ),
  ],
  ['emailChanged', new RegExp(`^(?!.*\\b${phone}\\b)(?=.*\\b${email}\\b).*\\b${changed}\\b`)],
  ['phoneChanged', new RegExp(`^(?!.*\\b${email}\\b)(?=.*\\b${phone}\\b).*\\b${changed}\\b`)],
  [
    'entered',
    new RegExp(
      `\\b(?:${changed}|(?:ke|di)bobol|dibajak|diretas|dihack|di hack|dimasuki|diambil alih|diotak atik|login (?:dari|pakai akun)|masuk (?:ke )?akun|buka akun jmo saya)\\b`,
    ),
  ],
];

/** "Kalau ga kasih kode, akun diblokir" is a threat: it does not say that nothing was given. */
const threat = new RegExp(`\\b(?:kalau|kalo|klo|kl|jika|bila) (?:\\w+ ){0,2}${not} `, 'g');

/** Everything within bounds of a few words, so linear. */
export function fraudSigns(text: string): FraudTold {
  const said = plain(text).replace(threat, ' ');
  return signs.find(([, sign]) => sign.test(said))?.[0] ?? 'suspected';
}
