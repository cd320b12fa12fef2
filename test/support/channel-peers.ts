import { pathToFileURL } from 'node:url';
import { peerFolder } from './peers.ts';

/** Other people's programs around messaging channels, installed with the peers. */
export const channelPeers = {
  telegram: `${peerFolder}node_modules/telegram-test-api/lib/index.js`,
  whatsAppApiJs: `${peerFolder}node_modules/whatsapp-api-js/lib/index.js`,
  playground: `${peerFolder}node_modules/@microsoft/m365agentsplayground/cli.js`,
  kapso: `${peerFolder}node_modules/@kapso/whatsapp-cloud-api/dist/server.js`,
} as const;

/** As the peers are no dependency of the project, their types are not known: a test says what it expects of them. */
export function importPeer<Module>(peer: keyof typeof channelPeers): Promise<Module> {
  return import(pathToFileURL(channelPeers[peer]).href) as Promise<Module>;
}
