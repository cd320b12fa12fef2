import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startAssistant } from '../../../src/assistant.ts';
import { readConfig } from '../../../src/config.ts';
import { silentLog } from '../../../src/log.ts';
import { peerBundles } from '../../support/peers.ts';

/**
 * The assistant, and a site that embeds a chat in two ways: `/widget` with our script tag, `/web-chat` with Microsoft's
 * bundle, loaded at a click, too. Both talk to the same server, and both are compressed alike.
 */
export async function startHost(folder: string, webDir: string) {
  const config = readConfig({ PORT: '0', ACCOUNT_PORT: '0', DATA_DIR: join(folder, 'data') });
  const assistant = await startAssistant(config, { log: silentLog, webDir });
  const bundle = gzipSync(await readFile(peerBundles['Web Chat']), { level: 9 });
  const pages: Readonly<Record<string, string>> = {
    '/widget': page(`<script src="${assistant.url}/widget.js" async></script>`),
    '/web-chat': page(webChat(assistant.url)),
  };
  const server = createServer((req, res) => {
    if (req.url === '/webchat.js') {
      res.writeHead(200, { 'Content-Type': 'text/javascript', 'Content-Encoding': 'gzip' });
      res.end(bundle);
      return;
    }
    res.writeHead(pages[req.url ?? ''] ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' });
    res.end(pages[req.url ?? '']);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await assistant.close();
    },
  };
}

function page(chat: string): string {
  return `<!doctype html><html lang="id"><meta charset="utf-8"><title>Toko</title><h1>Toko</h1>${chat}</html>`;
}

/** As Microsoft's documentation embeds it, only that the bundle waits for the click. */
function webChat(url: string): string {
  return `<button id="open">Bantuan, buka chat</button>
    <div id="chat" style="height: 500px"></div>
    <script>
      document.getElementById('open').onclick = async () => {
        const domain = '${url}/v3/directline';
        const headers = { 'Content-Type': 'application/json' };
        const bundle = new Promise(resolve => {
          const script = document.createElement('script');
          script.src = '/webchat.js';
          script.onload = resolve;
          document.head.append(script);
        });
        const asked = await fetch(domain + '/tokens/generate', { method: 'POST', headers, body: '{}' });
        const { token } = await asked.json();
        await bundle;
        const directLine = WebChat.createDirectLine({ domain, token });
        WebChat.renderWebChat({ directLine, locale: 'id-ID' }, document.getElementById('chat'));
      };
    </script>`;
}
