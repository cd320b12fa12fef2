import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { serverBundle } from './src/build/server-bundle.mjs';

/**
 * node esbuild.config.mjs [--web] [--outdir dist]
 *
 * Builds the server (`main.js`, `train-worker.js`) and what browsers load (`web/`); `--web` only the latter. Prints the sizes of `web/`.
 */
const { values } = parseArgs({
  options: { web: { type: 'boolean', default: false }, outdir: { type: 'string', default: 'dist' } },
});
const outdir = values.outdir;
const webDir = join(outdir, 'web');
/** Files that browsers get as they are. */
const copied = ['src/web/demo/index.html', 'src/web/demo/icon.svg', 'src/web/console/console.html'];

const targets = ['chrome100', 'firefox104', 'safari15.4'];

/** Style sheets become strings inside a script: a shadow root adopts them, which no content security policy forbids. */
const cssAsText = {
  name: 'css-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = path.endsWith('launcher.css') ? await withUsedTokens(path) : await readFile(path, 'utf8');
      const { code } = await transform(css, { loader: 'css', minify: true, target: targets });
      // The values of custom properties are left as they are by esbuild.
      return { contents: code.trim().replace(/(--[\w-]+): /g, '$1:'), loader: 'text' };
    });
  },
};

/** The launcher weighs on every page of a site: of the tokens it carries those that it uses; the panel brings the others. */
async function withUsedTokens(path) {
  const css = await readFile(path, 'utf8');
  const tokens = await readFile('src/web/tokens.css', 'utf8');
  const used = tokens.replace(/^ *--([\w-]+):.*\n/gm, (line, name) =>
    css.includes(`var(--${name}`) ? line : '',
  );
  return used + css;
}

await rm(values.web ? webDir : outdir, { recursive: true, force: true });
await Promise.all([buildWeb(), ...(values.web ? [] : [buildServer()])]);
await printSizes();

async function buildServer() {
  await build({
    // A training runs in a thread of its own, which needs a file of its own.
    entryPoints: { main: 'src/main.ts', 'train-worker': 'src/learning/training/worker.ts' },
    outdir,
    ...serverBundle,
  });
  await buildContent();
}

/** A start need not parse what has not changed since (src/content/built-values.ts). */
async function buildContent() {
  const tool = join(outdir, 'build-values.mjs');
  const source = { entryPoints: ['src/content/build-values.ts'], outfile: tool };
  await build({ ...source, bundle: true, platform: 'node', format: 'esm', packages: 'external' });
  const { buildValues } = await import(pathToFileURL(resolve(tool)).href);
  await writeFile(join(outdir, 'parsed-content.json'), JSON.stringify(buildValues('.')));
  await rm(tool);
}

async function buildWeb() {
  const browser = {
    outdir: webDir,
    bundle: true,
    minify: true,
    platform: 'browser',
    target: targets,
    sourcemap: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [cssAsText],
  };
  await build({
    ...browser,
    entryPoints: { 'widget-panel': 'src/web/widget/panel/main.tsx' },
    format: 'esm',
  });
  const panel = await readFile(join(webDir, 'widget-panel.js'));
  // The launcher is asked for anew at each visit; the panel's address changes with its content, so it is kept for ever.
  const version = createHash('sha256').update(panel).digest('hex').slice(0, 12);
  await build({
    ...browser,
    entryPoints: { widget: 'src/web/widget/launcher/main.ts' },
    format: 'iife',
    define: { PANEL_FILE: JSON.stringify(`widget-panel.js?v=${version}`) },
  });
  await build({ ...browser, entryPoints: { demo: 'src/web/demo/demo.ts' }, format: 'iife' });
  await build({ ...browser, entryPoints: { console: 'src/web/console/main.tsx' }, format: 'iife' });
  const styles = { demo: 'src/web/demo/demo.css', console: 'src/web/console/console.css' };
  await build({ ...browser, entryPoints: styles, plugins: [], sourcemap: false });
  for (const file of copied) await cp(file, join(webDir, basename(file)));
}

async function printSizes() {
  const files = (await readdir(webDir)).filter(file => !file.endsWith('.map')).sort();
  for (const file of files) printSize(file, [await readFile(join(webDir, file))]);
  // JavaScript and CSS are in the same files. Limits: 3,000 B for the launcher, 24,000 B for all (test/browser/sizes.test.ts).
  const widget = ['widget.js', 'widget-panel.js'].map(file => readFile(join(webDir, file)));
  printSize('the whole widget', await Promise.all(widget));
}

function printSize(name, parts) {
  const measures = [
    part => part.length,
    part => gzipSync(part, { level: 9 }).length,
    part => brotliCompressSync(part).length,
  ];
  const sum = measure => parts.map(measure).reduce((all, size) => all + size, 0);
  const [raw, gzip, brotli] = measures.map(measure => String(sum(measure)).padStart(7));
  console.log(`${name.padEnd(18)}${raw} B   gzip${gzip} B   brotli${brotli} B`);
}
