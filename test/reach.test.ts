import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Files of `src` in which a line matches, but for those of browsers. */
function serverFilesWith(pattern: RegExp): readonly string[] {
  return execFileSync('git', ['ls-files', 'src'], { encoding: 'utf8' })
    .split('\n')
    .filter(file => /\.tsx?$/.test(file) && !file.startsWith('src/web/'))
    .filter(file => pattern.test(readFileSync(file, 'utf8')));
}

it('the server asks other servers in few places, none of which takes an address that a visitor wrote', () => {
  expect(serverFilesWith(/\bfetch\(|\bhttps?\.request\(|new WebSocket\(/)).toEqual([
    'src/accounts/http-transport.ts',
    'src/accounts/mock/outbox.ts',
    'src/channels/bot-framework/access-token.ts',
    'src/channels/push/call-platform.ts',
  ]);
});

it('nothing that is read as data can become code: models, content and messages are parsed and never run', () => {
  expect(serverFilesWith(/node:vm'|\beval\(|new Function\(|\bimport\((?!')/)).toEqual([]);
});

it('no page of ours is made by putting text together as HTML in a browser', () => {
  const inBrowsers = execFileSync('git', ['ls-files', 'src/web'], { encoding: 'utf8' })
    .split('\n')
    .filter(file => /\.tsx?$/.test(file));
  const raw = /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write\b/;
  expect(inBrowsers.filter(file => raw.test(readFileSync(file, 'utf8')))).toEqual([]);
});

it('installing runs no script of a dependency, and the lock file names no registry', () => {
  expect(readFileSync('.npmrc', 'utf8')).toContain('ignore-scripts=true\n');
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"|https?:\/\/[^"]*registry/);
});
