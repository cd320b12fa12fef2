import type { Entity } from './understanding.ts';

type Segment = Extract<Entity, { type: 'segment' }>['value'];

const wordsOf = [
  ['PU', 'pu karyawan karyawati pabrik perusahaan pt hrd pegawai buruh staf staff satpam majikan'],
  [
    'BPU',
    'bpu mandiri ojol ojek gojek grab freelance freelancer pedagang petani nelayan wiraswasta umkm dagang',
  ],
  ['PMI', 'pmi tki tkw migran hongkong taiwan malaysia singapura korea jepang saudi brunei'],
] as const satisfies readonly (readonly [Segment, string])[];

const segmentOf: ReadonlyMap<string, Segment> = new Map(
  wordsOf.flatMap(([segment, words]) => words.split(' ').map(word => [word, segment] as const)),
);

/** "bukan karyawan", "tanpa perusahaan", "bank mandiri", "bisa mandiri" say nothing about a membership. */
const spoils = new Set('bukan tidak tanpa bank rekening atm livin secara bisa'.split(' '));

/**
 * The memberships that a message names, in the order said, none twice. "(bukan) penerima upah" is read as a whole.
 *
 * @param words after `normalize`
 */
export function findSegments(words: readonly string[]): readonly Segment[] {
  const found = new Set<Segment>();
  for (const [i, word] of words.entries()) {
    if (word === 'penerima' && words[i + 1] === 'upah') found.add(words[i - 1] === 'bukan' ? 'BPU' : 'PU');
    const segment = segmentOf.get(word);
    if (segment !== undefined && !spoils.has(words[i - 1] ?? '')) found.add(segment);
    if (word === 'bayar' && words[i + 1] === 'sendiri') found.add('BPU');
  }
  return [...found];
}
