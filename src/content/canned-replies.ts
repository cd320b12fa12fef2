import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ContentProblem } from './problem.ts';
import { readYaml, type YamlFile } from './yaml.ts';

/** A prepared answer that people of the support team choose, read, change and send. */
export interface CannedReply {
  readonly id: string;
  readonly title: string;
  /** With `{words}`: those of data/contacts.yml are filled in, those of the chat are still there. */
  readonly text: string;
}

/** `{words}` that only the chat knows: who answers, and the number of its ticket. */
export const chatWords = ['petugas', 'tiket'] as const;
export type ChatWord = (typeof chatWords)[number];

/** As every list of steps for users: short enough to follow with a telephone in the hand. */
const mostSteps = 5;

const Sentence = z.string().trim().min(1).max(600);
const Reply = z.strictObject({
  title: z.string().trim().min(1).max(60),
  text: Sentence,
  /** Numbered below the text. */
  steps: z.array(Sentence).min(1).max(mostSteps).exactOptional(),
  /** Stands after the steps. */
  closing: Sentence.exactOptional(),
});

const CannedReplies = z.record(
  z.string().regex(/^[a-z][a-zA-Z]{1,39}$/, 'pakai huruf saja, diawali huruf kecil, misalnya "salamPembuka"'),
  Reply,
);
type CannedReplies = z.infer<typeof CannedReplies>;

export const cannedRepliesFile = 'data/canned-replies.yml';

/** data/canned-replies.yml; a team without it has no prepared answers. `shared` are the words of data/contacts.yml. */
export function readCannedReplies(
  contentDir: string,
  shared: Readonly<Record<string, string>>,
): { readonly replies: readonly CannedReply[]; readonly problems: readonly ContentProblem[] } {
  const path = join(contentDir, cannedRepliesFile);
  if (!existsSync(path)) return { replies: [], problems: [] };
  const read = readYaml(path, CannedReplies, cannedRepliesFile);
  if ('problems' in read) return { replies: [], problems: read.problems };
  const replies = Object.entries(read.value).map(([id, reply]) => ({
    id,
    title: reply.title,
    text: fill(spelledOut(reply), shared),
  }));
  return { replies, problems: unknownWords(read, shared) };
}

/** With the words of a chat; those that it does not have are named. */
export function fillForChat(
  text: string,
  words: Readonly<Partial<Record<ChatWord, string>>>,
): { readonly text: string; readonly missing: readonly ChatWord[] } {
  const missing = chatWords.filter(word => words[word] === undefined && text.includes(`{${word}}`));
  return { text: fill(text, words), missing };
}

function spelledOut({ text, steps, closing }: CannedReplies[string]): string {
  const numbered = (steps ?? []).map((step, index) => `${index + 1}. ${step}`);
  return [text, ...numbered, ...(closing === undefined ? [] : [closing])].join('\n');
}

const placeholder = /\{([A-Za-z]+)\}/g;

function fill(text: string, words: Readonly<Record<string, string | undefined>>): string {
  return text.replace(placeholder, (whole, word: string) => words[word] ?? whole);
}

function unknownWords(
  { value, line }: YamlFile<CannedReplies>,
  shared: Readonly<Record<string, string>>,
): ContentProblem[] {
  const known = [...chatWords, ...Object.keys(shared)];
  return Object.entries(value).flatMap(([id, reply]) =>
    [...spelledOut(reply).matchAll(placeholder)]
      .map(([, word = '']) => word)
      .filter(word => !known.includes(word))
      .map(word => ({
        file: cannedRepliesFile,
        line: line([id]),
        problem: `"${id}" memakai {${word}} yang tidak dikenal`,
        fix: `pakai salah satu dari: ${known.map(one => `{${one}}`).join(', ')}`,
      })),
  );
}
