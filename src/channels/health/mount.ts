import type { Server } from 'restify';
import { Failure } from '../../failure.ts';
import { sendJson } from '../../http/respond.ts';

interface HealthOptions {
  readonly isReady: () => boolean;
  /** Throws while what it needs, e.g. the database, cannot be reached. */
  readonly check: () => Promise<void>;
  /** Of the messaging channels that are on, e.g. `{ telegram: 'failing' }`. */
  readonly channels: () => Readonly<Record<string, string>>;
}

/** `live`: the process answers. `ready`: it takes work; false while it starts and from the moment it is told to stop. */
export function mountHealth(server: Server, { isReady, check, channels }: HealthOptions): void {
  server.get('/health/live', async (_req, res) => {
    sendJson(res, 200, { status: 'live' });
  });
  server.get('/health/ready', async (_req, res) => {
    const reason = isReady() ? await check().then(() => undefined, codeOf) : 'not-ready';
    if (reason === undefined) sendJson(res, 200, { status: 'ready' });
    else sendJson(res, 503, { status: reason }, { 'Retry-After': '5' });
  });
  // No part of `ready`: a platform that is down is no reason to take a server away from everybody else.
  server.get('/health/channels', async (_req, res) => {
    sendJson(res, 200, { channels: channels() });
  });
}

/** A code an operator can look up, never the text of an error. */
function codeOf(error: unknown): string {
  return error instanceof Failure ? error.code : 'not-ready';
}
