import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSealer } from '../../src/conversations/seal.ts';
import { ConversationId } from '../../src/ids.ts';

const here = ConversationId.parse('conversation-number-01');
const elsewhere = ConversationId.parse('conversation-number-02');
const sealer = createSealer('a secret of more than thirty-two characters');

describe('a seal', () => {
  it('gives back what was sealed, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), plain => {
        expect(sealer.open(sealer.seal(plain, here), here)).toBe(plain);
      }),
    );
  });

  it('shows nothing of its content and never looks the same twice', () => {
    const sealed = sealer.seal('3299011503900001', here);
    expect(sealed).toMatch(/^s1\.[\w-]+$/);
    expect(Buffer.from(sealed.slice(3), 'base64url').toString('latin1')).not.toContain('3299');
    expect(sealer.seal('3299011503900001', here)).not.toBe(sealed);
  });

  it('does not open in another conversation or with another key', () => {
    const sealed = sealer.seal('3299011503900001', here);
    expect(sealer.open(sealed, elsewhere)).toBeUndefined();
    expect(createSealer('another secret, just as long as the first').open(sealed, here)).toBeUndefined();
  });

  it('does not open when any character was changed, added or taken away', () => {
    const sealed = sealer.seal('99000000001', here);
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      expect(sealer.open(sealed.slice(0, at) + other + sealed.slice(at + 1), here)).toBeUndefined();
      expect(sealer.open(sealed.slice(0, at), here)).toBeUndefined();
    }
    expect(sealer.open(`${sealed}=`, here)).toBeUndefined();
    expect(sealer.open('', here)).toBeUndefined();
  });
});
