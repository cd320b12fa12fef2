import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

/**
 * node esbuild.config.mjs [--web] [--outdir dist]
 *
 * Builds the server (`main.js`) and what browsers load (`web/`); `--web` only the latter. Prints the sizes of `web/`.
 */
const { values } = parseArgs({
  options: { web: { type: 'boolean', default: false }, outdir: { type: 'string', default: 'dist' } },
});
const outdir = values.outdir;
const webDir = join(outdir, 'web');
/** Files that browsers get as they are. */
const copied = ['src/web/demo/index.html', 'src/web/demo/demo.css', 'src/web/demo/icon.svg'];

/** Style sheets become strings inside the bundle: a shadow root adopts them, which no content security policy forbids. */
const cssAsText = {
  name: 'css-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

await rm(values.web ? webDir : outdir, { recursive: true, force: true });
await Promise.all([buildWeb(), ...(values.web ? [] : [buildServer()])]);
await printSizes();

function buildServer() {
  return build({
    entryPoints: { main: 'src/main.ts' },
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    packages: 'external',
    splitting: true,
    // Errors and dialogs are recognised by name.
    keepNames: true,
    sourcemap: true,
    logLevel: 'warning',
  });
}

async function buildWeb() {
  const browser = {
    outdir: webDir,
    bundle: true,
    minify: true,
    platform: 'browser',
    target: ['chrome100', 'firefox104', 'safari15.4'],
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
    entryPoints: { widget: 'src/web/widget/launcher.ts' },
    format: 'iife',
    define: { PANEL_FILE: JSON.stringify(`widget-panel.js?v=${version}`) },
  });
  await build({ ...browser, entryPoints: { demo: 'src/web/demo/demo.ts' }, format: 'iife' });
  for (const file of copied) await cp(file, join(webDir, basename(file)));
  await build({ ...browser, entryPoints: { console: 'src/web/console/main.tsx' }, format: 'iife' });
  for (const file of ['console.html', 'console.css']) {
    await cp(join('src/web/console', file), join(webDir, file));
  }
}

async function printSizes() {
  const files = (await readdir(webDir)).filter(file => !file.endsWith('.map')).sort();
  for (const file of files) {
    const bytes = await readFile(join(webDir, file));
    const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
    const [raw, gzip, brotli] = sizes.map(size => String(size).padStart(7));
    console.log(`${file.padEnd(18)}${raw} B   gzip${gzip} B   brotli${brotli} B`);
  }
}
