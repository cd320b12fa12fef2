import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { widthFor } from './byte-weights.ts';
import { createClassifier } from './classifier.ts';
import type { LinearModel } from './linear-model.ts';
import { createVocabulary } from './vocabulary.ts';

/** Everything of a model but its numbers; those follow in one block: hashes, values, scales, bias, weights in bytes. */
const Header = z.strictObject({
  key: z.string(),
  outputs: z.array(z.string()),
  concepts: z.array(z.tuple([z.string(), z.string()])),
  calibration: z.strictObject({ temperature: z.number().positive(), slope: z.number(), offset: z.number() }),
  thresholds: z.strictObject({ sure: z.number(), possible: z.number() }),
  calibrationError: z.number(),
  features: z.number().int().nonnegative(),
  unseenSquares: z.array(z.number()),
  reach: z.number().int().positive(),
  /** Of the numbers, SHA-256, hex. */
  checksum: z.string(),
});

const Keyed = z.looseObject({ key: z.string() });

const bytesPerNumber = 4;
/** The header's length stands in the first four bytes. */
const prefix = 4;

export type LoadedModel =
  | { readonly kind: 'loaded'; readonly model: LinearModel }
  | { readonly kind: 'missing' }
  /** Trained from other content or by another trainer. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'damaged' };

export function modelPath(cacheDir: string): string {
  return join(cacheDir, 'understanding.model');
}

/** Writes the model beside its place and moves it there, so that a reader never sees half a file. */
export function saveModel(cacheDir: string, key: string, model: LinearModel): void {
  mkdirSync(cacheDir, { recursive: true });
  const path = modelPath(cacheDir);
  writeFileSync(`${path}.tmp`, encodeModel(key, model), { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
}

export function loadModel(cacheDir: string, key: string): LoadedModel {
  try {
    return decodeModel(readFileSync(modelPath(cacheDir)), key);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { kind: missing ? 'missing' : 'damaged' };
  }
}

export function encodeModel(key: string, model: LinearModel): Uint8Array {
  const { outputs, vocabulary, weights } = model.classifier;
  const { bytes, scales, bias } = weights;
  const numbers = Buffer.concat(
    [vocabulary.hashes, vocabulary.values, scales, bias, bytes].map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    ),
  );
  const header = Buffer.from(
    JSON.stringify({
      key,
      outputs: [...outputs],
      concepts: [...model.concepts],
      calibration: model.calibration,
      thresholds: model.thresholds,
      calibrationError: model.calibrationError,
      features: vocabulary.hashes.length,
      unseenSquares: [...vocabulary.unseenSquares],
      reach: vocabulary.reach,
      checksum: sha256(numbers),
    } satisfies z.infer<typeof Header>),
  );
  const length = Buffer.alloc(prefix);
  length.writeUInt32LE(header.length);
  return Buffer.concat([length, header, numbers]);
}

export function decodeModel(file: Buffer, key: string): LoadedModel {
  const start = prefix + file.readUInt32LE(0);
  const json: unknown = JSON.parse(file.toString('utf8', prefix, start));
  // The key first: a file of an older version is no damaged one.
  if (Keyed.parse(json).key !== key) return { kind: 'stale' };
  const header = Header.parse(json);
  const { features, unseenSquares, reach, outputs, checksum, calibration, thresholds, calibrationError } =
    header;
  const classes = outputs.length;
  const width = widthFor(classes);
  const weightCount = features * width;
  // A copy, because typed arrays need an aligned start.
  const numbers = new Uint8Array(file.subarray(start));
  const expected = (3 * features + classes) * bytesPerNumber + weightCount;
  if (numbers.byteLength !== expected || sha256(numbers) !== checksum) return { kind: 'damaged' };

  const { buffer } = numbers;
  const place = (index: number) => index * bytesPerNumber;
  const concepts = new Map(header.concepts);
  const vocabulary = createVocabulary({
    hashes: new Int32Array(buffer, 0, features),
    values: new Float32Array(buffer, place(features), features),
    unseenSquares,
    concepts,
    reach,
  });
  const weights = {
    classes,
    width,
    scales: new Float32Array(buffer, place(2 * features), features),
    bias: new Float32Array(buffer, place(3 * features), classes),
    bytes: new Int8Array(buffer, place(3 * features + classes), weightCount),
  };
  const classifier = createClassifier(outputs, vocabulary, weights);
  return { kind: 'loaded', model: { classifier, concepts, calibration, thresholds, calibrationError } };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
