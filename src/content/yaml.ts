import { readFileSync } from 'node:fs';
import { type Document, isNode, isPair, isScalar, LineCounter, parseDocument, type Range } from 'yaml';
import { z } from 'zod';
import { builtValue } from './built-values.ts';
import type { ContentProblem } from './problem.ts';

const indonesian = z.locales.id().localeError;

export type YamlPath = readonly PropertyKey[];

/** A file that fits its schema; `line` finds where a value stands, for checks that a schema cannot express. */
export interface YamlFile<T> {
  readonly value: T;
  readonly file: string;
  /** 1-based line of the value at `path` (of its nearest existing parent when there is none). */
  line(path: YamlPath): number;
}

export type ReadYaml<T> = YamlFile<T> | { readonly problems: readonly ContentProblem[] };

/**
 * Reads one YAML file and checks it against a (strict) zod schema. Every mistake becomes a problem with its line: a file
 * that cannot be read, broken YAML, keys given twice, unknown keys, and unquoted numbers or booleans where text belongs.
 *
 * @param path where the file lies
 * @param shownAs the name that problems carry, e.g. `intents/greeting.yml`
 */
export function readYaml<S extends z.ZodType>(
  path: string,
  schema: S,
  shownAs: string = path,
): ReadYaml<z.infer<S>> {
  const text = readText(path);
  if (text === undefined) {
    return {
      problems: [
        {
          file: shownAs,
          line: 1,
          problem: 'berkas tidak ada atau tidak bisa dibaca',
          fix: 'buat berkasnya, atau perbaiki izinnya',
        },
      ],
    };
  }
  return parseYaml(text, schema, shownAs);
}

/** As `readYaml`, for text that is already in memory. */
export function parseYaml<S extends z.ZodType>(text: string, schema: S, file: string): ReadYaml<z.infer<S>> {
  let parsed: Source | undefined;
  const source = () => {
    parsed ??= parseSource(text);
    return parsed;
  };
  const line = (path: YamlPath): number => lineOf(source(), path);
  const built = builtValue(text);
  if (built === undefined && source().document.errors.length > 0) return { problems: broken(source(), file) };
  const value = built ?? plainValue(source().document);
  const checked = schema.safeParse(value, { reportInput: true, error: indonesian });
  if (checked.success) return { value: checked.data, file, line };
  return { problems: checked.error.issues.flatMap(flatten).map(issue => explain(issue, file, line)) };
}

interface Source {
  readonly document: Document;
  readonly lines: LineCounter;
}

function parseSource(text: string): Source {
  const lines = new LineCounter();
  return { document: parseDocument(text, { lineCounter: lines }), lines };
}

function broken({ document, lines }: Source, file: string): readonly ContentProblem[] {
  return document.errors.map(error => ({
    file,
    line: lines.linePos(error.pos[0]).line,
    problem: `YAML rusak (${firstLine(error.message)})`,
    fix: 'periksa spasi di awal baris, titik dua, dan tanda kutip; satu kunci hanya sekali; beri tanda kutip pada teks yang berisi ": " atau diawali tanda khusus',
  }));
}

/** Where the value at `path` stands in the YAML file at `file` (1-based); 1 where the file cannot be read. */
export function lineIn(file: string, path: YamlPath): number {
  const read = readYaml(file, z.unknown());
  return 'value' in read ? read.line(path) : 1;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Aliases that would multiply into millions of nodes throw here; they are a broken file like any other. */
function plainValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

/** Issues inside a union member carry a path relative to the union. */
function flatten(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [closest] = [...issue.errors].sort((a, b) => a.length - b.length);
  if (closest === undefined || closest.length === 0) return [issue];
  return closest.flatMap(inner => flatten({ ...inner, path: [...issue.path, ...inner.path] }));
}

function explain(issue: z.core.$ZodIssue, file: string, line: (path: YamlPath) => number): ContentProblem {
  const where = issue.path.length === 0 ? 'isi berkas' : `"${issue.path.map(String).join('.')}"`;
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map(key => `"${key}"`).join(', ');
    return {
      file,
      line: line([...issue.path, issue.keys[0] ?? '']),
      problem: `kunci ${keys} tidak dikenal${issue.path.length === 0 ? '' : ` di ${where}`}`,
      fix: 'perbaiki ejaan kunci itu atau hapus',
    };
  }
  if (issue.code === 'invalid_type' && issue.expected === 'string' && isUnquoted(issue.input)) {
    return {
      file,
      line: line(issue.path),
      problem: `${where} terbaca sebagai ${issue.input === null ? 'kosong' : typeof issue.input}, bukan teks`,
      fix: issue.input === null ? 'isi teksnya atau hapus butirnya' : 'beri tanda kutip di awal dan akhirnya',
    };
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return {
      file,
      line: line(issue.path),
      problem: `${where} tidak ada`,
      fix: 'tambahkan',
    };
  }
  return {
    file,
    line: line(issue.path),
    problem: `${where}: ${issue.message}`,
    fix: 'perbaiki nilainya',
  };
}

function isUnquoted(input: unknown): boolean {
  return (
    input === null || typeof input === 'number' || typeof input === 'boolean' || typeof input === 'bigint'
  );
}

function lineOf({ document, lines }: Source, path: YamlPath): number {
  let node: unknown = document.contents;
  let line = startLine(node, lines) ?? 1;
  for (const step of path) {
    const next = stepInto(node, step);
    line = startLine(next.key, lines) ?? startLine(next.value, lines) ?? line;
    node = next.value;
    if (node === undefined) break;
  }
  return line;
}

function stepInto(node: unknown, step: PropertyKey): { key?: unknown; value?: unknown } {
  if (!isNode(node) || !('items' in node)) return {};
  if (typeof step === 'number') return { value: node.items[step] };
  for (const item of node.items) {
    if (isPair(item) && isScalar(item.key) && String(item.key.value) === String(step)) {
      return { key: item.key, value: item.value };
    }
  }
  return {};
}

function startLine(node: unknown, lines: LineCounter): number | undefined {
  const range: Range | null | undefined = isNode(node) ? node.range : undefined;
  return range ? lines.linePos(range[0]).line : undefined;
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}
