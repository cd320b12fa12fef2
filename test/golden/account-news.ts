import type { AccountService } from '../../src/accounts/account-service.ts';
import type { InboundMessage, Receive } from '../../src/bot/inbound-message.ts';
import { DedupeKey, type PermissionId } from '../../src/ids.ts';
import type { Between } from '../../src/surroundings.ts';

const deciding: ReadonlySet<string> = new Set(['verified', 'locked', 'expired', 'passwordChanged']);

/** Stands between the account service and the bot: what it tells by itself can be held back, as on a bad day. */
export class AccountNews {
  #receive: Receive | undefined;
  #accounts: AccountService | undefined;
  #permission: PermissionId | undefined;
  #isHeld = false;
  #waiting: InboundMessage[] = [];
  readonly #decided = new Set<string>();

  readonly between: Pick<Between, 'receive' | 'accounts'> = {
    receive: receive => {
      this.#receive = receive;
      return async inbound => {
        this.#note(inbound);
        if (!this.#isHeld || inbound.content.kind !== 'verification') return receive(inbound);
        this.#waiting.push(inbound);
        return { kind: 'duplicate' };
      };
    },
    accounts: accounts => {
      this.#accounts = accounts;
      return {
        ...accounts,
        permitNotices: async (verification, key) => {
          const answer = await accounts.permitNotices(verification, key);
          if (answer.kind === 'permitted') this.#permission = answer.permission;
          return answer;
        },
      };
    },
  };

  /** Has the verification come to its end, or its code been typed? */
  hasDecided(verification: string): boolean {
    return this.#decided.has(verification);
  }

  #note({ content }: InboundMessage): void {
    if (content.kind === 'verification' && deciding.has(content.event.kind))
      this.#decided.add(content.event.verification);
  }

  /** How much is held back now. */
  get waiting(): number {
    return this.#waiting.length;
  }

  hold(): void {
    this.#isHeld = true;
  }

  async release(): Promise<void> {
    this.#isHeld = false;
    for (const inbound of this.#waiting.splice(0)) await this.#receive?.(inbound);
  }

  /** Would the account service still write to the contact whose owner permitted it in this chat? */
  async expectNoPermission(): Promise<void> {
    if (!this.#permission) throw new Error('Belum pernah ada izin');
    const sent = await this.#accounts?.sendNotice(this.#permission, DedupeKey.parse('izin-dicabut'));
    if (sent?.kind !== 'notPermitted') throw new Error(`Izinnya ternyata masih ada: ${sent?.kind}`);
  }
}
