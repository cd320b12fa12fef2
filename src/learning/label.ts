import { z } from 'zod';

/**
 * What somebody of the team decided about a text. `skip`: it teaches nothing. `withdrawn`: the decision before is taken back.
 * Out of scope is an intent like any other, `out_of_scope`.
 */
export const decision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('intent'), intent: z.string().regex(/^[a-z0-9_]{1,64}$/) }),
  z.strictObject({ kind: z.literal('skip') }),
  z.strictObject({ kind: z.literal('withdrawn') }),
]);
export type Decision = Readonly<z.infer<typeof decision>>;

/** Who did it, as it is shown to the team. */
export const teacher = z.strictObject({ id: z.string(), name: z.string() });
export type Teacher = Readonly<z.infer<typeof teacher>>;

export const label = z.strictObject({
  /** 1, 2, 3 ...: labels are only ever added, so a number names all decisions up to it. */
  number: z.int().positive(),
  at: z.iso.datetime(),
  by: teacher,
  /** Redacted before it was first written. Whose it was is not kept. */
  text: z.string().min(1).max(300),
  decision,
});
export type Label = Readonly<z.infer<typeof label>>;
export type NewLabel = Pick<Label, 'by' | 'text' | 'decision'>;

/** Two texts with the same key are the same text. */
export function textKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** What holds after all decisions, by the key of the text; what was taken back is not there. */
export function standing(labels: readonly Label[]): ReadonlyMap<string, Label> {
  const last = new Map<string, Label>();
  for (const one of labels) {
    const key = textKey(one.text);
    if (one.decision.kind === 'withdrawn') last.delete(key);
    else last.set(key, one);
  }
  return last;
}

export interface TaughtPhrase {
  readonly text: string;
  readonly intent: string;
}

/** What training reads of it. */
export function taughtPhrases(labels: readonly Label[]): readonly TaughtPhrase[] {
  return [...standing(labels).values()].flatMap(({ text, decision }) =>
    decision.kind === 'intent' ? [{ text, intent: decision.intent }] : [],
  );
}
