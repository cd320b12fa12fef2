import type { Request, Response } from 'restify';

/** One route of the mock service; `/openapi.json` is checked against the list of all of them. */
export interface Route {
  readonly method: 'get' | 'post' | 'del';
  readonly path: string;
  readonly handle: (req: Request, res: Response) => Promise<void>;
}

/** Runs `action` when the answer has left, or the caller has: never before. */
export function afterAnswer(res: Response, action: () => void): void {
  if (res.closed) action();
  else res.once('close', action);
}
