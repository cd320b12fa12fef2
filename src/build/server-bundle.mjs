import { readFile } from 'node:fs/promises';

/**
 * These packages become part of the bundle, with what they need: they are hundreds of small files, and finding and reading those was
 * most of a start. All others stay outside (docs/decisions/0007-bundle-at-start.md).
 */
const inside = ['botbuilder-core', 'botbuilder-dialogs', 'botbuilder-stdlib', 'botframework-schema', 'zod'];

/** By the index of a package: what it re-exports and we never use, because it brings the clients of Azure with it. */
const leftOut = {
  'botbuilder-core': [
    './cloudAdapterBase',
    './configurationBotFrameworkAuthentication',
    './configurationServiceClientCredentialFactory',
    './showTypingMiddleware',
    './testAdapter',
  ],
  'botbuilder-stdlib': ['./azureCoreHttpCompat'],
};

/** Read and found to mean the same in strict mode. */
const soundInStrictMode = ['dependency-graph'];

const packagesStayOutside = {
  name: 'packages-stay-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
      if (kind === 'entry-point' || isWithin(inside, path) || isPackage(importer)) return undefined;
      return { path, external: true };
    });
  },
};

const withoutAzure = {
  name: 'without-azure',
  setup({ onLoad }) {
    for (const [name, modules] of Object.entries(leftOut))
      onLoad(
        { filter: new RegExp(`[\\\\/]node_modules[\\\\/]${name}[\\\\/]lib[\\\\/]index\\.js$`) },
        async ({ path }) => {
          const text = await readFile(path, 'utf8');
          return { contents: modules.reduce((left, module) => without(left, module, path), text) };
        },
      );
  },
};

/** A bundle of modules is strict throughout; code that was written for sloppy mode would fail in it, or do something else. */
const strictOnly = {
  name: 'strict-only',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]node_modules[\\/].*\.c?js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (isStrict(text) || isPackageOf(soundInStrictMode, path)) return undefined;
      throw new Error(
        `${path} may count on sloppy mode: leave its package outside of the bundle, or read it.`,
      );
    });
  },
};

/** What esbuild is told of everything that runs on the server. */
export const serverBundle = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  splitting: true,
  sourcemap: true,
  // Stack traces need places, not texts; a map is read whole at the first error.
  sourcesContent: false,
  logLevel: 'warning',
  // Packages ask for Node's own modules. Under a name that nothing in the bundle has.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  plugins: [packagesStayOutside, withoutAzure, strictOnly],
};

function without(text, module, path) {
  const lines = text.split('\n');
  const left = lines.filter(line => !line.includes(`require("${module}")`));
  if (left.length !== lines.length - 1) throw new Error(`${path} no longer has one line with ${module}`);
  return left.join('\n');
}

function isStrict(text) {
  return /^\s*(['"])use strict\1/m.test(text) || /^(export|import)\b/m.test(text);
}

function isWithin(packages, path) {
  return packages.some(name => path === name || path.startsWith(`${name}/`));
}

function isPackageOf(packages, path) {
  return packages.some(name => withSlashes(path).includes(`/node_modules/${name}/`));
}

function isPackage(path) {
  return withSlashes(path).includes('/node_modules/');
}

/** On Windows as everywhere else. */
function withSlashes(path) {
  return path.replaceAll('\\', '/');
}
