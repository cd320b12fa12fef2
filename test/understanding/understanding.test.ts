import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUnderstanding } from '../../src/understanding/create-understanding.ts';
import { modelPath } from '../../src/understanding/model-file.ts';
import { findEntity } from '../../src/understanding/understanding.ts';
import { adversarialTexts, contentFolder } from './support.ts';

const contentDir = contentFolder();
const kinds = ['linear', 'bayes'] as const;

describe.each(kinds)('understanding by the %s model', kind => {
  const understanding = createUnderstanding({ content: contentDir, kind });

  it('understands sentences that it was not trained on', () => {
    expect(understanding.understand('sandi saya lupa nih')).toMatchObject({
      kind: 'understood',
      intent: 'forgot_password',
      choices: [],
    });
    expect(understanding.understand('kode otp belum masuk')).toMatchObject({ intent: 'otp_not_received' });
  });

  it('says that nothing fits another script, an empty message or signs only', () => {
    for (const text of ['', '  ', 'パスワードを忘れました', '~~~', '\ud83d']) {
      expect(understanding.understand(text).kind, text).toBe('unknown');
    }
  });

  it('finds what was written beside the intent', () => {
    const { entities } = understanding.understand(
      'lupa sandi, muncul data tidak sesuai, nik 3299010203900017',
    );
    expect(findEntity(entities, 'nik')?.value).toBe('3299010203900017');
    expect(findEntity(entities, 'errorMessage')).toMatchObject({
      value: 'data-tidak-sesuai',
      intent: 'forgot_password',
      similarity: 1,
    });
  });

  it('answers every text with a kind that its choices fit', () => {
    const anyText = fc.oneof(
      fc.constantFrom(...adversarialTexts),
      fc.string({ unit: 'binary', maxLength: 1_500 }),
      fc
        .array(fc.constantFrom('lupa', 'kode', 'sandi', 'saldo', 'otp', 'tidak', 'x', '?'))
        .map(w => w.join(' ')),
    );
    fc.assert(
      fc.property(anyText, text => {
        const { kind: answer, confidence, choices } = understanding.understand(text);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(choices).not.toContain('out_of_scope');
        if (answer === 'unsure') expect([2, 3]).toContain(choices.length);
        else expect(choices).toEqual([]);
      }),
      { numRuns: 200, examples: adversarialTexts.map(text => [text]) },
    );
  });

  it('gives the same answer to the same content and text, bit for bit', () => {
    const again = createUnderstanding({ content: contentDir, kind });
    for (const text of ['lupa sandi', 'kode', 'klaim jht dong kak', ...adversarialTexts]) {
      expect(again.understand(text)).toEqual(understanding.understand(text));
    }
  });
});

describe('the kept model', () => {
  const text = 'otp saya gk masuk2';

  function start(cacheDir: string, dir = contentDir) {
    const told: string[] = [];
    const understanding = createUnderstanding({
      content: dir,
      kind: 'linear',
      cacheDir,
      tell: line => told.push(line),
    });
    return { told, answer: understanding.understand(text) };
  }

  function keptModel() {
    const cacheDir = mkdtempSync(join(tmpdir(), 'model-'));
    return { cacheDir, first: start(cacheDir) };
  }

  it('is trained once and then answers the same without training', () => {
    const { cacheDir, first } = keptModel();
    expect(first.told).toHaveLength(1);
    expect(start(cacheDir)).toEqual({ told: [], answer: first.answer });
  });

  it('is trained again, and says so in one line, when a byte of it changed', () => {
    const { cacheDir, first } = keptModel();
    const bytes = readFileSync(modelPath(cacheDir));
    const last = bytes.length - 1;
    for (const damaged of [bytes.subarray(0, 900), bytes.with(last, (bytes[last] ?? 0) ^ 1), '', 'x']) {
      writeFileSync(modelPath(cacheDir), damaged);
      const { told, answer } = start(cacheDir);
      expect(told).toEqual([expect.stringContaining('damaged')]);
      expect(answer).toEqual(first.answer);
    }
  });

  it('is trained again when the phrases changed', () => {
    const { cacheDir } = keptModel();
    const changed = contentFolder({
      'intents/greeting.yml': 'title: Salam\nexamples:\n  - halo\n  - selamat pagi\n',
    });
    expect(start(cacheDir, changed).told).toEqual([expect.stringContaining('stale')]);
  });
});
