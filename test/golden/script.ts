/** A golden chat as it stands in its file: what is played, and what was asserted by hand. Bot lines are made anew. */
export interface Script {
  /** Everything before the first line that is played, word for word. */
  readonly head: readonly string[];
  readonly setting: Setting;
  readonly beats: readonly Beat[];
}

/** What the head says of the circumstances. */
export interface Setting {
  /** `akun:`, an id of data/accounts.json. */
  readonly account: string | undefined;
  /** `petugas:`, what is known of the support desk if not what data/contacts.yml says. */
  readonly desk: string | undefined;
  /** `kanal:`, if it is not the website. */
  readonly channel: string | undefined;
  /** `layanan akun:`, whose it is, if it is not the mock. */
  readonly service: string | undefined;
}

export type Beat =
  | { readonly kind: 'says'; readonly text: string; readonly expects?: Expectation }
  /** `[...]`: what happens beside the chat. */
  | { readonly kind: 'direction'; readonly text: string; readonly expects?: Expectation }
  /** `=> solved`: how the conversation stands now. */
  | { readonly kind: 'outcome'; readonly outcome: string }
  /** `=> solusi: gejala`: what has just been said is the right fix; the turns until here are measured. */
  | { readonly kind: 'solved'; readonly of: SolvedKind }
  | { readonly kind: 'note'; readonly text: string };

/** `gejala`: advice for what was told. `reset`: the new password is stored. */
export type SolvedKind = 'gejala' | 'reset';

/** `(intent -> dialog.step)`: either side may be left out; `-` as the step: nothing waits. */
export interface Expectation {
  readonly intent?: string;
  readonly position?: string;
}

const speaker = 'Pengguna: ';
const expectation = /^ +\((?:([a-z_]+) )?-> (-|[a-z-]+(?:\.[A-Za-z]+)?)\)$/;

export function parseScript(text: string): Script {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const start = lines.findIndex(line => /^(Pengguna:|Bot:|\[)/.test(line));
  if (start === -1) throw new Error('Tidak ada baris "Pengguna:"');
  const head = lines.slice(0, start);
  const beats: Beat[] = [];
  for (const line of lines.slice(start)) {
    const beat = parseBeat(line);
    if (beat) beats.push(beat);
    else expectOfLast(beats, line);
  }
  const said = (what: string) => new RegExp(`^${what}: *(.+)`, 'm').exec(head.join('\n'))?.[1]?.trim();
  const setting = {
    account: said('akun'),
    desk: said('petugas'),
    channel: said('kanal'),
    service: said('layanan akun'),
  };
  return { head, setting, beats };
}

function parseBeat(line: string): Beat | undefined {
  if (line.startsWith(speaker)) return { kind: 'says', text: line.slice(speaker.length) };
  if (line.startsWith('[')) return { kind: 'direction', text: line.slice(1, line.lastIndexOf(']')) };
  const solved = /^=> solusi: (gejala|reset)$/.exec(line)?.[1];
  if (solved) return { kind: 'solved', of: solved as SolvedKind };
  if (line.startsWith('=> ')) return { kind: 'outcome', outcome: line.slice(3).trim() };
  return line.startsWith('# ') ? { kind: 'note', text: line } : undefined;
}

function expectOfLast(beats: Beat[], line: string): void {
  const last = beats.at(-1);
  const [found, intent, position] = expectation.exec(line) ?? [];
  if (found === undefined || (last?.kind !== 'says' && last?.kind !== 'direction')) return;
  beats[beats.length - 1] = {
    ...last,
    expects: { ...(intent && { intent }), ...(position && { position }) },
  };
}

export function renderExpectation({ intent, position }: Expectation): string {
  return `          (${intent ? `${intent} ` : ''}-> ${position ?? '-'})`;
}
