/** What is asked of the list, by name: every filter alone, some together, and words from common to unheard-of. */
export const filters: Readonly<Record<string, string>> = {
  'the whole list': '',
  'its second page': 'cursor',
  'held by a person': 'holder=person',
  waiting: 'holder=waiting',
  'a rare channel': 'channel=bot-framework',
  'an outcome': 'outcome=cancelled',
  'an intent': 'intent=forgot_password',
  'a cause': 'cause=vpn',
  'something not understood': 'fallback=yes',
  'ever less than 30 % sure': 'below=30',
  'ever less than 3 % sure': 'below=3',
  'rated badly': 'rated=poor',
  'not rated': 'rated=none',
  'an agent': 'agent=agent-3',
  'a tag': 'tag=nothing',
  'since a week ago': 'since',
  'until six weeks ago': 'until',
  'five at once': 'holder=bot&channel=web&outcome=solved&fallback=no&rated=good',
  'nothing matches': 'holder=waiting&outcome=reset&channel=telegram&rated=good',
};

export const searches: readonly string[] = [
  'kode',
  'masuk',
  'terkirim',
  'wifi',
  'pensiun',
  'mencairkan saldo',
  'kode masuk sandi',
  'petugas kantor cabang',
  'kode wifi',
  'gabisa',
  'otp sms email',
  'zzqx',
  'kode zzqx',
  '100%',
];

/** The address of a question, with the times that depend on when it is asked. */
export function addressOf(query: string, cursor: string, now: number): string {
  const day = 24 * 60 * 60_000;
  const at = (days: number) => new Date(now - days * day).toISOString();
  if (query === 'cursor') return `cursor=${encodeURIComponent(cursor)}`;
  if (query === 'since') return `since=${at(7)}`;
  if (query === 'until') return `until=${at(42)}`;
  return query;
}
