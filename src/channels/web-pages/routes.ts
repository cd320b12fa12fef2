import type { Request, Response, Server } from 'restify';
import { sendJson } from '../../http/respond.ts';
import { type Asset, readAsset } from './assets.ts';
import { sendAsset } from './send-asset.ts';

export interface WebPagesOptions {
  /** What the build wrote, `dist/web`. */
  readonly webDir: string;
  /** The account service is the mock: every surface says so. */
  readonly demo: boolean;
  /** Address of the account service as browsers reach it: the development inbox is there. */
  readonly accountPublicUrl: string;
  readonly development: boolean;
}

/**
 * The demo page at `/` and the widget's files, read once. Throws `Failure('build-missing')`: better no start than a site
 * with a button that does nothing.
 */
export function mountWebPages(
  server: Server,
  { webDir, demo, accountPublicUrl, development }: WebPagesOptions,
): void {
  const inbox = development ? new URL('/dev/inbox', accountPublicUrl).href : undefined;

  serve('/', 'index.html', ownPage);
  serve('/demo.css', 'demo.css');
  serve('/demo.js', 'demo.js');
  serve('/icon.svg', 'icon.svg');
  serve('/widget.js', 'widget.js', anySite);
  serve('/widget.js.map', 'widget.js.map');
  serve('/widget-panel.js', 'widget-panel.js', anySite);
  serve('/widget-panel.js.map', 'widget-panel.js.map');
  server.get('/widget/config.json', async (_req: Request, res: Response) => {
    anySite(res);
    sendJson(res, 200, { demo, ...(inbox && { inbox }) });
  });

  function serve(path: string, file: string, prepare: (res: Response) => void = () => {}): void {
    const asset = readAsset(webDir, file);
    server.get(path, async (req: Request, res: Response) => {
      prepare(res);
      sendAsset(req, res, asset, cacheControl(req, asset));
    });
  }
}

/** An address that names the content's own version never changes; all others are asked for anew, which costs a 304. */
function cacheControl(req: Request, { version }: Asset): string {
  const asked = new URLSearchParams(req.getQuery()).get('v');
  return asked === version ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function anySite(res: Response): void {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
}

function ownPage(res: Response): void {
  res.setHeader('X-Frame-Options', 'SAMEORIGIN');
  res.setHeader(
    'Content-Security-Policy',
    [
      "default-src 'self'",
      // Sockets by name: not every browser counts them to 'self'.
      "connect-src 'self' ws: wss:",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
    ].join('; '),
  );
}
