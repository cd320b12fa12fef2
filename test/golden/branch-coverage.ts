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

/** One way that code can go on. */
export const Branch = z.object({
  /** The same whichever process measures it. */
  id: z.string(),
  /** `src/dialogs/guide.ts:44`. */
  where: z.string(),
  taken: z.boolean(),
});
export type Branch = z.infer<typeof Branch>;

/** The branches below `folder`, in the order and in the lines of the TypeScript that somebody wrote. */
export async function branchesOf(folder: string): Promise<readonly Branch[]> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const prefix = pathToFileURL(`${resolve(folder)}/`).href;
  const measured = await Promise.all(
    result.filter(({ url }) => url.startsWith(prefix)).map(script => branchesOfScript(script)),
  );
  return measured.flat().sort((a, b) => a.id.localeCompare(b.id));
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

async function branchesOfScript({ url, functions }: Profiler.ScriptCoverage): Promise<readonly Branch[]> {
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
  return Object.entries(file?.b ?? {}).flatMap(([branch, counts]) => {
    const locations = file?.branchMap[branch]?.locations;
    return counts.map((count, at) => ({
      id: `${name} ${branch}.${at}`,
      where: `${name}:${locations?.[at]?.start.line ?? locations?.[0]?.start.line}`,
      taken: count > 0,
    }));
  });
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
