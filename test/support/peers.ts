import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../src/failure.ts';

export const peerFolder = fileURLToPath(new URL('../peers/', import.meta.url));
const folder = peerFolder;

/** What the browser loads of other people's chat windows: each one's own bundle, as its documentation embeds it. */
export const peerBundles = {
  'Web Chat': `${folder}node_modules/botframework-webchat/dist/webchat.js`,
  'Web Chat, minimal': `${folder}node_modules/botframework-webchat/dist/webchat-minimal.js`,
  'deep-chat': `${folder}node_modules/deep-chat/dist/deepChat.bundle.js`,
  Typebot: `${folder}node_modules/@typebot.io/js/dist/web.js`,
} as const;

const channelPeer = `${folder}node_modules/@microsoft/m365agentsplayground/cli.js`;

/** Installs the peers on first use; they are no dependency of the project. Throws `Failure('build-missing')`. */
export function installPeers(tell: (line: string) => void = () => {}): void {
  if ([...Object.values(peerBundles), channelPeer].every(existsSync)) return;
  tell('Memasang pembanding di test/peers (sekali saja, satu sampai dua menit) ...');
  const { status, stderr } = spawnSync('npm', ['ci'], { cwd: folder, encoding: 'utf8' });
  if (status === 0) return;
  throw new Failure(
    'build-missing',
    `The peers could not be installed: ${(stderr ?? '').trim().split('\n').at(-1)}`,
    'Check the connection to the npm registry, then run: npm ci --prefix test/peers',
  );
}
