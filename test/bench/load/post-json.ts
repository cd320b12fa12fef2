import { Agent, request } from 'node:http';

/** Connections are kept, as by a load balancer in front; `fetch` would cost the generator more than the server. */
const agent = new Agent({ keepAlive: true, maxSockets: 512 });

/** POSTs JSON and answers the JSON that comes back. Throws on every status but 200, 201 and 202. */
export function postJson(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const payload = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(payload),
          ...headers,
        },
      },
      answer => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('error', reject);
        answer.on('end', () => {
          if (![200, 201, 202].includes(answer.statusCode ?? 0)) {
            reject(new Error(`${url} answered ${answer.statusCode}: ${text.slice(0, 200)}`));
          } else resolve(text === '' ? undefined : JSON.parse(text));
        });
      },
    );
    asked.on('error', reject);
    asked.end(payload);
  });
}
