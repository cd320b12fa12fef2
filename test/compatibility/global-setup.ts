import { installPeers } from '../support/peers.ts';

export default function setUp(): void {
  installPeers(line => process.stderr.write(`${line}\n`));
}
