import type { Server } from 'restify';
import { sendJson } from '../../http/respond.ts';

/** `live`: the process answers. `ready`: it takes work; false while it starts and from the moment it is told to stop. */
export function mountHealth(server: Server, { isReady }: { isReady: () => boolean }): void {
  server.get('/health/live', async (_req, res) => {
    sendJson(res, 200, { status: 'live' });
  });
  server.get('/health/ready', async (_req, res) => {
    if (isReady()) sendJson(res, 200, { status: 'ready' });
    else sendJson(res, 503, { status: 'not-ready' }, { 'Retry-After': '5' });
  });
}
