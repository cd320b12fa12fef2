import { setTimeout as sleep } from 'node:timers/promises';
import type { Request, Response } from 'restify';
import { z } from 'zod';
import { HttpError } from '../../http/http-error.ts';
import { sendError } from '../../http/respond.ts';

/** How the service misbehaves on demand, to see how the bot takes it. */
export const fault = z.object({
  mode: z.enum(['none', 'slow', 'down', 'garbage', 'rate-limited']),
  /** Delay of `slow`, in ms. */
  ms: z.number().int().min(0).max(60_000).default(0),
});
export type Fault = z.infer<typeof fault>;

type Handler = (req: Request, res: Response) => Promise<void>;

/** The switch of one service; forgotten at a restart. */
export function createFaults() {
  let current: Fault = { mode: 'none', ms: 0 };

  return {
    set(next: Fault): void {
      current = next;
    },
    /** The handler, or what the fault makes of it. The delay is real time, like that of a real network. */
    around(handle: Handler): Handler {
      return async function faulty(req, res) {
        switch (current.mode) {
          case 'none':
            return handle(req, res);
          case 'slow':
            await sleep(current.ms, undefined, { ref: false });
            return handle(req, res);
          case 'down':
            req.socket.destroy();
            return;
          case 'garbage':
            res.sendRaw(200, '<html>Sedang dalam pemeliharaan', { 'Content-Type': 'text/html' });
            return;
          case 'rate-limited':
            sendError(res, new HttpError(429, { headers: { 'Retry-After': '30' } }), 'fault');
        }
      };
    },
  };
}
