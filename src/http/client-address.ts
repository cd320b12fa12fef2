import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * Whom to count requests under. X-Forwarded-For is believed only behind a proxy of ours, and then only its last entry:
 * that one the proxy wrote, the others its caller did. Of IPv6 the first 64 bits, because one customer owns all the rest.
 */
export function clientAddress(req: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? [req.headers['x-forwarded-for']].flat().at(-1) : undefined;
  const address = forwarded?.split(',').at(-1)?.trim() || req.socket.remoteAddress || 'unknown';
  const plain = withoutPort(address).replace(/^::ffff:(?=\d+\.)/, '');
  return isIPv6(plain) ? firstHalf(plain) : plain;
}

/** Some proxies write the caller's port, too: each connection would be somebody else. */
function withoutPort(address: string): string {
  return address.replace(/^\[([^\]]*)\](?::\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
}

function firstHalf(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(group => group !== '');
  const rest = tail === undefined ? [] : tail.split(':').filter(group => group !== '');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}
