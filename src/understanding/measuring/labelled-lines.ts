import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A sentence with its label; `alt` are labels that a careful annotator could defend as well. */
const Line = z.object({
  text: z.string(),
  intent: z.string().min(1),
  alt: z.array(z.string()).default([]),
});
export type LabelledLine = z.infer<typeof Line>;

/** Reads a JSONL file of `{"text","intent","alt"?}`; bad lines are returned by their 1-based number, the rest counts. */
export function readLabelledLines(path: string): {
  lines: readonly LabelledLine[];
  badLines: readonly number[];
} {
  const lines: LabelledLine[] = [];
  const badLines: number[] = [];
  for (const [i, json] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (json.trim() === '') continue;
    const line = parseLine(json);
    if (line === undefined) badLines.push(i + 1);
    else lines.push(line);
  }
  return { lines, badLines };
}

function parseLine(json: string): LabelledLine | undefined {
  try {
    return Line.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
