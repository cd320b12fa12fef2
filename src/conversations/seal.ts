import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { ConversationId } from '../ids.ts';
import { type Random, secureRandom } from '../time-and-chance.ts';

/** Locks what a dialog has to remember for a while (NIK, KPJ) so that the store never holds it in clear. */
export interface Sealer<Owner extends string = ConversationId> {
  seal(plain: string, owner: Owner): string;
  /** `undefined` when it was changed, belongs to another owner, or was sealed with another key or for another purpose. */
  open(sealed: string, owner: Owner): string | undefined;
}

const version = 's1.';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM under a key derived from `secret` and `purpose` by HKDF-SHA-256; the owner's id is additional data. Shape:
 * `s1.` + base64url(nonce, ciphertext, tag).
 */
export function createSealer<Owner extends string = ConversationId>(
  secret: string,
  random: Random = secureRandom,
  purpose = 'seal',
): Sealer<Owner> {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `jmo-login-assistant ${purpose} s1`, 32));

  return {
    seal(plain, owner) {
      const nonce = random.bytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
      const locked = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return version + Buffer.concat([nonce, locked, cipher.getAuthTag()]).toString('base64url');
    },

    open(sealed, owner) {
      const bytes = decode(sealed);
      if (!bytes) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-tagBytes));
      try {
        const plain = [decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()];
        return Buffer.concat(plain).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

function decode(sealed: string): Buffer | undefined {
  if (!sealed.startsWith(version)) return undefined;
  const encoded = sealed.slice(version.length);
  const bytes = Buffer.from(encoded, 'base64url');
  // Node's decoder forgives stray characters; a changed seal must not open.
  if (bytes.toString('base64url') !== encoded || bytes.length < nonceBytes + tagBytes) return undefined;
  return bytes;
}
