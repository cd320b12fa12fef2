/** The route for a code that a message chooses; `undefined` when it only mentions one ("email dan sandi sudah benar"). */
export function findRoute(words: readonly string[]): 'sms' | 'email' | undefined {
  const chosen = words.flatMap((word, i) => {
    const route = routeOf.get(word);
    return route !== undefined && isChosen(words, i) && !isRefused(words, i) && !isTurnedDown(words, i)
      ? [route]
      : [];
  });
  // "sms, eh email aja": the last word counts.
  return chosen.at(-1);
}

/** The route that is refused in so many words ("jangan lewat sms"); a code that does not come refuses nothing. */
export function findRefusedRoute(words: readonly string[]): 'sms' | 'email' | undefined {
  for (const [i, word] of words.entries()) {
    const route = routeOf.get(word);
    if (route !== undefined && isTurnedDown(words, i)) return route;
  }
  return undefined;
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

/** "pakai hp istri", "lewat hp baru": which device, not where the code shall go. */
const whoseDevice = new Set(
  'istri suami anak adik teman orang lain baru lama lawas ayah ibu tetangga kantor ini'.split(' '),
);
const devices = new Set(['hp', 'handphone', 'hape', 'ponsel']);

function isChosen(words: readonly string[], at: number): boolean {
  const before = words.slice(Math.max(0, at - 2), at);
  if (devices.has(words[at] ?? '') && whoseDevice.has(words[at + 1] ?? '')) return false;
  // "ke email, eh ke sms aja"
  if (before.includes('eh')) return true;
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

const turningDown = new Set(['jangan', 'selain', 'tanpa']);
const wanting = new Set(['mau', 'usah', 'pengen', 'ingin', 'perlu', 'suka']);
/** "jangan kirim kode ke email": what may stand between the refusal and the route. */
const onTheWay = new Set([...through, ...sending, ...wanting, 'ke', 'kode', 'otp', 'yang', 'nomor', 'di']);

function isTurnedDown(words: readonly string[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 5); i--) {
    const word = words[i] ?? '';
    // In longer messages "bukan email ..." is mostly about whose address it is.
    if (word === 'bukan') return words.every(other => fillers.has(other) || routeOf.has(other));
    if (turningDown.has(word)) return true;
    if (word === 'tidak') return wanting.has(words[i + 1] ?? '');
    if (!onTheWay.has(word)) return false;
  }
  return false;
}
