/** The route for a code that a message chooses; `undefined` when it only mentions one ("email dan sandi sudah benar"). */
export function findRoute(words: readonly string[]): 'sms' | 'email' | undefined {
  const chosen = words.flatMap((word, i) => {
    const route = routeOf.get(word);
    return route !== undefined && isChosen(words, i) && !isRefused(words, i) ? [route] : [];
  });
  // "sms, eh email aja": the last word counts.
  return chosen.at(-1);
}

const routeOf: ReadonlyMap<string, 'sms' | 'email'> = new Map([
  ...['sms', 'hp', 'handphone', 'hape', 'wa', 'whatsapp', 'nomor', 'telepon', 'telpon', 'ponsel'].map(
    word => [word, 'sms'] as const,
  ),
  ...['email', 'gmail', 'imel', 'surel', 'mail', 'e-mail'].map(word => [word, 'email'] as const),
]);

const through = new Set([
  'lewat',
  'via',
  'melalui',
  'by',
  'pakai',
  'pake',
  'gunakan',
  'menggunakan',
  'pilih',
  'liwat',
]);
const sending = new Set(['kirim', 'kirimin', 'kirimkan', 'dikirim']);
const refusing = new Set(['bukan', 'jangan', 'tidak', 'tanpa', 'gak', 'nggak', 'ga', 'gk', 'ndak', 'selain']);

/** Words that turn a bare "sms" into "sms aja ya kak" and nothing else. */
const fillers = new Set(
  (
    'aja saja ya iya oke ok kak deh dong sih yang itu ini lah mau lebih boleh ke lewat via melalui no nomor hp maksud ' +
    'maksudnya eh salah tolong coba minta kode otp kirim pilih dulu kalau gitu baik bukan jangan tapi pakai ? !'
  ).split(' '),
);

function isChosen(words: readonly string[], at: number): boolean {
  const before = words.slice(Math.max(0, at - 2), at);
  if (before.some(word => through.has(word))) return true;
  if (before.at(-1) === 'ke' && sending.has(before.at(-2) ?? '')) return true;
  return words.length <= 6 && words.every(word => fillers.has(word) || routeOf.has(word));
}

/** "bukan sms", "jangan lewat email", "sms tidak masuk". */
function isRefused(words: readonly string[], at: number): boolean {
  const near = [...words.slice(Math.max(0, at - 2), at), ...words.slice(at + 1, at + 2)];
  const passedOver = words.slice(Math.max(0, at - 2), at).findIndex(word => routeOf.has(word));
  return near.some((word, i) => refusing.has(word) && (passedOver < 0 || i > passedOver || i >= 2));
}
