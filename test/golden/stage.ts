import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { channelNames } from '../../src/conversations/conversation-store.ts';
import type { Choice, Message } from '../../src/conversations/message.ts';
import { Memory } from '../../src/dialogs/memory.ts';
import type { ConversationId } from '../../src/ids.ts';
import { trouble } from '../../src/incidents/embedded-incident-store.ts';
import { openBrowser } from '../accounts/support/browser.ts';
import { openAssistant, type TestAssistant } from '../support/assistant.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { AccountNews } from './account-news.ts';
import { contentWithDesk } from './content-with-desk.ts';
import { type Line, openChannelLine, openWebLine, type Wire } from './lines.ts';
import { oddities } from './oddities.ts';
import type { Setting } from './script.ts';
import { SupportDesk } from './support-desk.ts';

export const newPassword = 'Sandi-baru-2026-aman';

const Accounts = z.object({
  accounts: z.array(
    z.object({
      id: z.string(),
      login: z.string().nullable(),
      password: z.string(),
      phone: z.string(),
      email: z.string().nullable(),
    }),
  ),
});
type Account = z.infer<typeof Accounts>['accounts'][number];

/** An account service that is not ours to start, and cannot be reached. */
const ofTheInstitution = {
  ACCOUNT_API_URL: 'http://127.0.0.1:9',
  ACCOUNT_API_KEY: 'kunci-yang-panjang-untuk-tes-saja-0001',
  ACCOUNT_CALLBACK_SECRET: 'rahasia-yang-panjang-untuk-tes-saja-01',
};

interface Parts {
  readonly assistant: TestAssistant;
  readonly clock: FakeClock;
  readonly news: AccountNews;
  readonly line: Line;
  readonly account: string | undefined;
}

/** One user with the whole assistant behind, on the website through real HTTP; time is driven by the script. */
export class Stage {
  readonly #assistant: TestAssistant;
  readonly #clock: FakeClock;
  readonly #browser = openBrowser();
  readonly #line: Line;
  readonly #news: AccountNews;
  readonly conversation: ConversationId;
  readonly #account: Account | undefined;
  readonly #desk: SupportDesk;
  #seen = 0;
  /** Also what was erased since. */
  readonly everythingHeard: Message[] = [];
  #openedPages = new Set<string>();

  static async open({ account, desk, channel, service }: Setting, wire?: Wire): Promise<Stage> {
    const clock = new FakeClock();
    const content = desk === undefined ? undefined : await contentWithDesk(desk);
    const news = new AccountNews();
    const assistant = await openAssistant(
      { clock, between: news.between },
      {
        ...(content !== undefined && { CONTENT_DIR: content }),
        ...(service === 'milik lembaga' && ofTheInstitution),
        ...wire?.environment,
      },
    );
    if (content !== undefined) await rm(content, { recursive: true });
    const line = await (wire?.connect(assistant, clock) ?? lineOf(assistant, channel));
    return new Stage({ assistant, clock, news, line, account });
  }

  private constructor({ assistant, clock, news, line, account }: Parts) {
    this.#assistant = assistant;
    this.#clock = clock;
    this.#news = news;
    this.#line = line;
    this.conversation = line.conversation;
    this.#desk = new SupportDesk(assistant, clock);
    this.#account = account === undefined ? undefined : findAccount(account);
  }

  async close(): Promise<void> {
    try {
      await this.#line.leave?.(this.everythingHeard);
    } finally {
      await this.#assistant.close();
    }
  }

  async say(text: string): Promise<void> {
    await this.#line.send({ type: 'message', text });
    await this.#clock.advance(1_000);
    await this.#assistant.drained();
  }

  /** What was said since the last call, by anybody but the user. */
  async heard(): Promise<readonly Message[]> {
    const all = await this.#assistant.store.messages(this.conversation);
    const last = all.at(-1)?.sequence ?? 0;
    // Numbers start again at 1 in a conversation that was erased.
    const messages = last < this.#seen ? all : all.filter(({ sequence }) => sequence > this.#seen);
    this.#seen = last;
    this.everythingHeard.push(...messages);
    return messages.filter(({ from }) => from !== 'user');
  }

  async lastIntent(): Promise<string | undefined> {
    const messages = await this.#assistant.store.messages(this.conversation);
    return messages.findLast(({ from }) => from === 'user')?.insight?.intent;
  }

  /** `dialog.step` that waits, `-` when none does. */
  async position(): Promise<string> {
    const state = (await this.#assistant.store.load(this.conversation))?.state;
    const { dialogs } = z
      .object({
        dialogs: z.object({
          dialogStack: z.array(z.object({ id: z.string(), state: z.object({ step: z.string() }) })),
        }),
      })
      .parse(state);
    const top = dialogs.dialogStack.at(-1);
    return top ? `${top.id}.${top.state.step}` : '-';
  }

  async outcome(): Promise<string | undefined> {
    return (await this.#assistant.store.load(this.conversation))?.outcome;
  }

  /** Carries out a stage direction; an unknown one is an error in the script. */
  async direct(direction: string): Promise<void> {
    const [what = '', ...rest] = direction.split(':');
    const detail = rest.join(':').trim();
    const wait = /^\+(\d+) (detik|menit|jam|hari)$/.exec(direction);
    if (wait) return this.#pass(Number(wait[1]) * milliseconds[wait[2] as keyof typeof milliseconds]);
    const agent = agentActions[what as keyof typeof agentActions];
    if (agent) return agent(this.#desk, this.conversation, detail);
    const simple = this.#simple(what, detail);
    if (simple) return simple;
    if (direction === 'gangguan selesai') return this.#endIncident();
    if (direction === 'buka lagi') return this.#line.join();
    const page = pageActions[detail as keyof typeof pageActions];
    if (what === 'halaman' && page) return this.#page(page);
    if (what === 'tersimpan') return this.#count(detail);
    const login = /^masuk JMO dengan sandi (lama|baru)$/.exec(what);
    if (login && (detail === 'berhasil' || detail === 'ditolak'))
      return this.#logIn(login[1] === 'baru' ? newPassword : (this.#account?.password ?? ''), detail);
    return this.#carryOut(direction);
  }

  async #carryOut(direction: string): Promise<void> {
    const oddity = oddities[direction];
    if (!oddity) throw new Error(`Petunjuk tidak dikenal: [${direction}]`);
    await oddity({
      send: activity => this.#line.send(activity),
      store: this.#assistant.store,
      receive: this.#assistant.receive,
      conversation: this.conversation,
    });
    await this.#clock.advance(1_000);
    await this.#assistant.drained();
  }

  async #count(expected: string): Promise<void> {
    const { length } = await this.#assistant.store.messages(this.conversation);
    if (expected !== `${length} pesan`) throw new Error(`Yang tersimpan ternyata ${length} pesan`);
  }

  #simple(what: string, detail: string): Promise<void> | undefined {
    switch (what) {
      case 'tombol':
        return this.#tap(detail);
      case 'tombol dua kali':
        return this.#tapTwice(detail);
      case 'kabar layanan akun':
        return this.#hold(detail);
      case 'halaman menampilkan':
        return this.#expectPage(this.#browser, detail);
      case 'peramban lain menampilkan':
        return this.#expectPage(openBrowser(), detail);
      case 'izin kabar':
        return this.#news.expectNoPermission();
      case 'layanan akun':
        return this.#fault(detail);
      case 'kotak masuk':
        return this.#expectMessage(detail);
      case 'gangguan diumumkan':
        return this.#declare(detail);
      default:
        return undefined;
    }
  }

  async #pass(time: number): Promise<void> {
    await this.#clock.advance(time);
    await this.#assistant.drained();
    const { verification } = await this.#memory();
    // Its end is told by a callback, in real time.
    if (verification?.state === 'pending' && verification.until <= this.#clock.now())
      await this.#until(async () => this.#news.hasDecided(verification.id));
    await this.#assistant.drained();
    if (time >= tokenLife / 6) await this.#line.renew();
  }

  async #tap(title: string): Promise<void> {
    const choice = await this.#offered(title);
    if (!this.#line.tap) return this.say(choice.value);
    await this.#line.tap(choice);
    await this.#clock.advance(1_000);
    await this.#assistant.drained();
  }

  /** Before the first tap was answered. */
  async #tapTwice(title: string): Promise<void> {
    const { value } = await this.#offered(title);
    await Promise.all([this.say(value), this.say(value)]);
  }

  async #offered(title: string): Promise<Choice> {
    const messages = await this.#assistant.store.messages(this.conversation);
    const choice = messages.at(-1)?.choices?.find(offered => offered.title === title);
    if (!choice) throw new Error(`Tidak ada tombol "${title}" di bawah pesan terakhir`);
    return choice;
  }

  async #hold(how: string): Promise<void> {
    if (how === 'tertahan') this.#news.hold();
    else await this.#news.release();
    await this.#pass(0);
  }

  /** The title of the one-time page, as this browser gets it. */
  async #expectPage(browser: Browser, expected: string): Promise<void> {
    const { title } = await browser.visit(await this.#pageUrl());
    if (!title.includes(expected)) throw new Error(`Halamannya ternyata: ${title}`);
    await this.#pass(0);
  }

  /** `server_error`, or `server_error, Kalimat petugas.` */
  async #declare(detail: string): Promise<void> {
    const [symptom, ...note] = detail.split(', ');
    await this.#assistant.incidents.declare(
      trouble.parse({ symptom, ...(note.length > 0 && { note: note.join(', ') }) }),
    );
    await this.#pass(0);
  }

  async #endIncident(): Promise<void> {
    await this.#assistant.incidents.end();
    await this.#pass(0);
  }

  async #fault(mode: string): Promise<void> {
    await post(`${this.#assistant.accountUrl}/dev/faults`, { mode, ms: 5_000 }, json);
  }

  async #logIn(password: string, expected: 'berhasil' | 'ditolak'): Promise<void> {
    const attempt = { login: this.#account?.login ?? '', password };
    const response = await post(`${this.#assistant.accountUrl}/dev/login-attempt`, attempt, json);
    const { ok } = z.object({ ok: z.boolean() }).parse(await response.json());
    if (ok !== (expected === 'berhasil'))
      throw new Error(`Masuk JMO ternyata ${ok ? 'berhasil' : 'ditolak'}`);
  }

  async #page(actions: readonly PageAction[]): Promise<void> {
    const url = await this.#pageUrl();
    // Each thing that happens on the page is one signed callback, hence one commit.
    let told = (await this.#told()) + actions.length;
    if (!this.#openedPages.has(url)) told += 1;
    this.#openedPages.add(url);
    await this.#browser.visit(url);
    for (const action of actions) await this.#act(url, action);
    await this.#until(async () => (await this.#told()) >= told);
    await this.#assistant.drained();
  }

  async #pageUrl(): Promise<string> {
    const messages = await this.#assistant.store.messages(this.conversation);
    const url = messages.findLast(({ link }) => link)?.link?.url;
    if (!url) throw new Error('Belum ada halaman kode di chat');
    return url;
  }

  /** Commits of this chat, and what is held back from it. */
  async #told(): Promise<number> {
    return (await this.#version()) + this.#news.waiting;
  }

  async #act(url: string, action: PageAction): Promise<void> {
    switch (action) {
      case 'rightCode':
        await this.#browser.submit(url, { code: await this.#newestCode() });
        return;
      case 'wrongCode': {
        const right = await this.#newestCode();
        await this.#browser.submit(url, { code: right === '000000' ? '111111' : '000000' });
        return;
      }
      case 'newPassword':
        await this.#browser.submit(url, { password: newPassword, again: newPassword });
    }
  }

  /** The account service has written this to the registered contact last. */
  async #expectMessage(text: string): Promise<void> {
    const response = await fetch(`${this.#assistant.accountUrl}/dev/inbox.json`);
    const [newest] = z.array(z.object({ text: z.string() })).parse(await response.json());
    if (!newest?.text.includes(text)) throw new Error(`Pesan terakhir ternyata: ${newest?.text}`);
  }

  async #newestCode(): Promise<string> {
    let code: string | null | undefined;
    await this.#until(async () => {
      const response = await fetch(`${this.#assistant.accountUrl}/dev/inbox.json`);
      const inbox = z.array(z.object({ code: z.string().nullable() })).parse(await response.json());
      code = inbox.find(message => message.code !== null)?.code;
      return typeof code === 'string';
    });
    return code ?? '';
  }

  async #memory(): Promise<Memory> {
    return Memory.parse((await this.#assistant.store.load(this.conversation))?.state ?? {});
  }

  async #version(): Promise<number> {
    return (await this.#assistant.store.load(this.conversation))?.version ?? 0;
  }

  /** Callbacks come by themselves, in real time; they only need a moment. */
  async #until(reached: () => Promise<boolean>): Promise<void> {
    for (let attempt = 0; attempt < 1_000; attempt++) {
      if (await reached()) return;
      await this.#clock.advance(1);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    throw new Error('Yang ditunggu tidak kunjung terjadi');
  }
}

/** An open page renews its token by itself before this is over. */
const tokenLife = 30 * 60_000;

type Browser = ReturnType<typeof openBrowser>;

async function lineOf(assistant: TestAssistant, channel: string | undefined): Promise<Line> {
  if (channel === undefined) return openWebLine(assistant);
  return openChannelLine(assistant, z.enum(channelNames).parse(channel));
}

const agentActions = {
  'petugas mengambil alih': (desk: SupportDesk, chat: ConversationId, name: string) =>
    desk.takeOver(chat, name),
  petugas: (desk: SupportDesk, chat: ConversationId, text: string) => desk.reply(chat, text),
  'petugas menyerahkan kepada': (desk: SupportDesk, chat: ConversationId, name: string) =>
    desk.passOn(chat, name),
  'petugas mengembalikan': (desk: SupportDesk, chat: ConversationId) => desk.release(chat),
} as const;

const milliseconds = { detik: 1_000, menit: 60_000, jam: 3_600_000, hari: 86_400_000 } as const;

type PageAction = 'rightCode' | 'wrongCode' | 'newPassword';

const pageActions = {
  dibuka: [],
  'kode salah': ['wrongCode'],
  'kode benar': ['rightCode'],
  'kode benar, sandi baru': ['rightCode', 'newPassword'],
  'sandi baru': ['newPassword'],
} as const satisfies Record<string, readonly PageAction[]>;

const json = { 'Content-Type': 'application/json' };

function post(url: string, body: unknown, headers: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

function findAccount(id: string): Account {
  const { accounts } = Accounts.parse(JSON.parse(readFileSync('data/accounts.json', 'utf8')));
  const account = accounts.find(other => other.id === id);
  if (!account) throw new Error(`Akun ${id} tidak ada di data/accounts.json`);
  return account;
}
