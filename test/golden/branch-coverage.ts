import { type Debugger, type Profiler, Session } from 'node:inspector/promises';
import { relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { convert } from 'ast-v8-to-istanbul';
import { parseAst } from 'vite';
import { z } from 'zod';

/**
 * V8's own branch coverage of what runs in this process. Import it before the code that is to be measured: V8 counts
 * blocks only in functions that it compiles from then on.
 */
const session = new Session();
session.connect();
const scripts = new Map<string, Debugger.ScriptParsedEventDataType>();
session.on('Debugger.scriptParsed', ({ params }) => scripts.set(params.url, params));
await session.post('Debugger.enable');
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

export interface BranchCoverage {
  readonly branches: number;
  /** `src/dialogs/guide.ts:44`, once for each branch that was never taken. */
  readonly missing: readonly string[];
}

/** The branches below `folder` since the last call, in the lines of the TypeScript that somebody wrote. */
export async function branchesOf(folder: string): Promise<BranchCoverage> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const prefix = pathToFileURL(`${resolve(folder)}/`).href;
  const measured = await Promise.all(
    result.filter(({ url }) => url.startsWith(prefix)).map(script => branchesOfScript(script)),
  );
  return {
    branches: measured.reduce((sum, { branches }) => sum + branches, 0),
    missing: measured.flatMap(({ missing }) => missing).sort(),
  };
}

/** An `else` that nobody wrote has no place of its own. */
const Position = z.object({ line: z.number().optional() });
const Istanbul = z.record(
  z.string(),
  z.object({
    branchMap: z.record(z.string(), z.object({ locations: z.array(z.object({ start: Position })) })),
    b: z.record(z.string(), z.array(z.number())),
  }),
);

async function branchesOfScript({ url, functions }: Profiler.ScriptCoverage): Promise<BranchCoverage> {
  const { scriptSource } = await session.post('Debugger.getScriptSource', {
    scriptId: scripts.get(url)?.scriptId ?? '',
  });
  const { code, sourceMap, wrapperLength } = unwrap(scriptSource);
  sourceMap.sources = [fileURLToPath(url)];
  const converted = await convert({
    code,
    sourceMap,
    wrapperLength,
    ast: parseAst(code),
    coverage: { url, functions },
  });
  const [file] = Object.values(Istanbul.parse(converted));
  const name = relative(process.cwd(), fileURLToPath(url));
  const taken = Object.entries(file?.b ?? {}).flatMap(([id, counts]) =>
    counts.map((count, at) => ({
      count,
      line: file?.branchMap[id]?.locations[at]?.start.line ?? file?.branchMap[id]?.locations[0]?.start.line,
    })),
  );
  return {
    branches: taken.length,
    missing: taken.filter(({ count }) => count === 0).map(({ line }) => `${name}:${line}`),
  };
}

const SourceMapSchema = z.object({
  version: z.literal(3),
  mappings: z.string(),
  names: z.array(z.string()),
  sources: z.array(z.string().nullable()),
});

/** The module runner wraps each module into a function; the source map stands in a comment near its end. */
function unwrap(source: string) {
  const wrapperLength = source.indexOf('{{') + 2;
  const code = source.slice(wrapperLength, source.lastIndexOf('}}'));
  const [, encoded = ''] = /sourceMappingURL=data:application\/json[^,]*;base64,([\w+/=]+)/.exec(code) ?? [];
  const sourceMap = SourceMapSchema.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')));
  return { code, sourceMap, wrapperLength };
}
