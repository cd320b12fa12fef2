import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Left may import right, never back (the picture in README.md). Each folder lists what it may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  http: [],
  content: [],
  storage: [],
  audit: ['storage'],
  understanding: ['content'],
  accounts: ['http', 'content', 'storage'],
  conversations: ['storage'],
  incidents: ['conversations', 'storage'],
  dialogs: ['accounts', 'content', 'conversations', 'incidents', 'understanding'],
  bot: ['accounts', 'conversations', 'dialogs', 'incidents', 'understanding'],
  channels: ['accounts', 'bot', 'conversations', 'http', 'storage'],
  numbers: ['conversations', 'storage'],
  learning: ['audit', 'conversations', 'storage', 'understanding'],
  // The port of turns: what people write there is a turn like any other.
  console: [
    'audit',
    'bot',
    'content',
    'conversations',
    'http',
    'incidents',
    'learning',
    'numbers',
    'storage',
    'understanding',
  ],
  // Types only, so that a page and its API cannot drift apart.
  web: ['console', 'conversations', 'learning', 'numbers'],
};

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(file => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map(file => join('src', file));

function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/(?:from|import) '([^']+)'/g)].map(
    ([, target = '']) => target,
  );
}

function ownImportsOf(file: string): string[] {
  return importsOf(file)
    .filter(target => target.startsWith('.'))
    .map(target => normalize(join(dirname(file), target)));
}

function folderOf(file: string): string {
  return file.split('/').length > 2 ? (file.split('/')[1] ?? '') : '';
}

describe('the structure', () => {
  it('lets folders import only what lies to their right', () => {
    const wrong = files.flatMap(file =>
      ownImportsOf(file)
        .filter(target => {
          const [from, to] = [folderOf(file), folderOf(target)];
          return from !== '' && to !== '' && from !== to && !(mayImport[from] ?? []).includes(to);
        })
        .map(target => `${file} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no import cycles', () => {
    const cycles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      if (done.has(file) || path.includes(file)) return;
      for (const target of runtimeImportsOf(file)) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it('reads process.env only in config.ts', () => {
    const readers = files.filter(file => /process\.env\b/.test(stripComments(readFileSync(file, 'utf8'))));
    expect(readers).toEqual(['src/config.ts']);
  });

  it('keeps botbuilder in channels, the bot and the dialogs’ seam', () => {
    const users = files.filter(file => importsOf(file).some(target => target.startsWith('botbuilder')));
    const allowed = users.filter(file => /^src\/(channels|bot)\/|^src\/dialogs\/kit\.ts$/.test(file));
    expect(users).toEqual(allowed);
    expect(users.length).toBeGreaterThan(0);
  });

  it('keeps ports free of everything but ids and the types of other ports', () => {
    const ports = {
      'src/understanding/understanding.ts': [],
      'src/audit/audit-log.ts': [],
      'src/learning/learning-store.ts': ['src/learning/label.ts', 'src/learning/model-version.ts'],
      'src/conversations/doubtful-messages.ts': ['src/ids.ts'],
      'src/conversations/conversation-facts.ts': ['src/conversations/conversation-store.ts', 'src/ids.ts'],
      'src/accounts/account-service.ts': ['src/ids.ts'],
      'src/incidents/incident-store.ts': [],
      'src/conversations/conversation-store.ts': [
        'src/conversations/case-notes.ts',
        'src/conversations/desk-work.ts',
        'src/conversations/message.ts',
        'src/ids.ts',
      ],
      'src/conversations/case-notes.ts': ['src/ids.ts'],
      'src/conversations/desk-work.ts': ['src/conversations/case-notes.ts'],
      'src/conversations/inbox.ts': ['src/conversations/settlement.ts', 'src/ids.ts'],
      'src/conversations/outbox.ts': [
        'src/conversations/conversation-store.ts',
        'src/conversations/message.ts',
        'src/conversations/settlement.ts',
        'src/ids.ts',
      ],
    };
    for (const [port, allowed] of Object.entries(ports)) expect(ownImportsOf(port).sort()).toEqual(allowed);
  });

  it('lets channels decide nothing: no intent is named there', () => {
    const deciding = files.filter(
      file => file.startsWith('src/channels/') && /\bintent/i.test(stripComments(readFileSync(file, 'utf8'))),
    );
    expect(deciding).toEqual([]);
  });
});

/** `import type` is erased: it binds nothing at run time. */
function runtimeImportsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^import (?!type )[^;]*?from '(\.[^']+)'/gms)]
    .map(([, target = '']) => normalize(join(dirname(file), target)))
    .filter(target => /\.tsx?$/.test(target));
}

function stripComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}
