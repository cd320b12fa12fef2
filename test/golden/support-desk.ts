import { createPasswords } from '../../src/console/passwords.ts';
import { openConsoleUsers } from '../../src/console/user-file.ts';
import type { ConversationId } from '../../src/ids.ts';
import { type Clock, secureRandom } from '../../src/time-and-chance.ts';
import type { TestAssistant } from '../support/assistant.ts';

const password = 'kuda poni ungu';

/** Hashing at its full price has a test of its own. */
const cheap = 8;

/** A person of the support team, who works through the console's API. */
export class SupportDesk {
  readonly #assistant: TestAssistant;
  readonly #clock: Clock;
  #cookie = '';

  constructor(assistant: TestAssistant, clock: Clock) {
    this.#assistant = assistant;
    this.#clock = clock;
  }

  async takeOver(conversation: ConversationId, name: string): Promise<void> {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@contoh.id`;
    await this.#users().add({ email, name, role: 'agent', password });
    await this.#logIn(email);
    await this.#post(`conversations/${conversation}/takeover`);
  }

  async passOn(conversation: ConversationId, name: string): Promise<void> {
    const email = `${name.toLowerCase()}@contoh.id`;
    const added = await this.#users().add({ email, name, role: 'agent', password });
    if (added.kind !== 'added') throw new Error(`${name} tidak bisa ditambahkan: ${added.kind}`);
    await this.#post(`conversations/${conversation}/assign`, { colleague: added.user.id });
    await this.#logIn(email);
  }

  #users() {
    return openConsoleUsers({
      dataDir: this.#assistant.dataDir,
      clock: this.#clock,
      passwords: createPasswords(secureRandom, cheap),
    });
  }

  async #logIn(email: string): Promise<void> {
    const { headers } = await this.#post('login', { email, password });
    this.#cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  async reply(conversation: ConversationId, text: string): Promise<void> {
    await this.#post(`conversations/${conversation}/reply`, { text });
  }

  async release(conversation: ConversationId): Promise<void> {
    await this.#post(`conversations/${conversation}/release`);
  }

  async #post(path: string, body?: object): Promise<Response> {
    const { url } = this.#assistant;
    const response = await fetch(`${url}/console/api/${path}`, {
      method: 'POST',
      headers: {
        Origin: url,
        'X-Console': '1',
        Cookie: this.#cookie,
        ...(body && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`Konsol menjawab ${response.status} untuk ${path}`);
    return response;
  }
}
