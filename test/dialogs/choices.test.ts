import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchChoice, severalChoices } from '../../src/dialogs/choices.ts';
import type { SpokenChoice } from '../../src/dialogs/copy.ts';
import { plain } from '../../src/dialogs/plain.ts';
import { nothingUnderstood } from '../../src/understanding/understanding.ts';

const choice = (id: string, title: string, more: Partial<SpokenChoice> = {}): SpokenChoice => ({
  id,
  title,
  also: [],
  whole: [],
  intents: [],
  button: true,
  ...more,
});

const choices = [
  choice('solved', 'Sudah bisa', { also: ['udah bisa'], whole: ['sudah', 'bisa'] }),
  choice('notYet', 'Belum bisa', { also: ['blm bisa', 'gak bisa'] }),
  choice('sms', 'SMS', { also: ['lewat sms'], whole: ['hp'] }),
  choice('hidden', 'Harus bagaimana?', { also: ['harus ngapain'], button: false }),
  choice('person', 'Bicara dengan petugas', { intents: ['talk_to_agent'] }),
];

const understood = (intent: string, kind: 'understood' | 'unsure' = 'understood') =>
  ({ kind, intent, confidence: 0.9, choices: [], entities: [] }) as const;

describe('which choice a text picks', () => {
  it.each([
    ['Sudah bisa', 'solved'],
    ['SUDAH BISA!!', 'solved'],
    ['sudah', 'solved'],
    ['sudah dicoba', undefined],
    ['alhamdulillah udah bisa kak', 'solved'],
    ['masih blm bisa juga', 'notYet'],
    ['tetep gak bisa', 'notYet'],
    ['sms aja kak', 'sms'],
    ['jangan sms', undefined],
    ['hp', 'sms'],
    ['hp hilang', undefined],
    ['2', 'notYet'],
    ['yang nomor 3', 'sms'],
    // A hidden choice has no number of its own.
    ['4', 'person'],
    ['saya harus ngapain?', 'hidden'],
    ['cerita panjang sekali yang kebetulan menyebut sms di tengah kalimatnya', undefined],
    ['', undefined],
    ['???', undefined],
  ])('%s -> %s', (text, expected) => {
    expect(matchChoice(text, choices, nothingUnderstood)).toBe(expected);
  });

  it('takes a nod beside another choice for a nod, and two choices for none', () => {
    const offered = [
      choice('again', 'Coba lagi', { also: ['ya', 'lagi'] }),
      choice('person', 'Bicara dengan petugas', { also: ['petugas'] }),
      choice('sms', 'SMS'),
    ];
    expect(matchChoice('ya udah petugas aja', offered, nothingUnderstood)).toBe('person');
    expect(matchChoice('sms sama petugas', offered, nothingUnderstood)).toBeUndefined();
    expect(severalChoices('sms sama petugas', offered).map(({ id }) => id)).toEqual(['person', 'sms']);
    expect(severalChoices('ya udah petugas aja', offered)).toEqual([]);
    const agreeing = [choice('yes', 'Setuju'), choice('no', 'Tidak')];
    expect(severalChoices('setuju atau tidak ya', agreeing)).toHaveLength(2);
    expect(matchChoice('tidak setuju', agreeing, nothingUnderstood)).toBe('no');
    expect(matchChoice('hmm gimana ya', offered, nothingUnderstood)).toBeUndefined();
  });

  it('takes an intent that means it, only when it was understood', () => {
    expect(matchChoice('ada orang?', choices, understood('talk_to_agent'))).toBe('person');
    expect(matchChoice('ada orang?', choices, understood('talk_to_agent', 'unsure'))).toBeUndefined();
  });

  it('never throws and never picks what is not there', () => {
    const ids = new Set<string | undefined>([undefined, ...choices.map(({ id }) => id)]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), text =>
        ids.has(matchChoice(text, choices, nothingUnderstood)),
      ),
    );
  });

  it('compares without case, punctuation and repeated spaces', () => {
    expect(plain('  Data   TIDAK-sesuai!! ')).toBe('data tidak sesuai');
  });
});
