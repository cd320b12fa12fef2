import type { Request, Response } from 'restify';

/** What @types/restify 8 leaves out. */
declare module 'restify' {
  interface Server {
    /** Runs before restify touches the request; `false` ends it here. */
    first(...handlers: ((req: Request, res: Response) => boolean)[]): this;
  }
}
