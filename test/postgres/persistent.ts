import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Visitor } from '../support/visitor.ts';

/** Looks again and again, in real time, until it is so; throws when it never is. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let attempt = 0; attempt < 1_500; attempt += 1) {
    if (await condition()) return;
    await pause(20);
  }
  throw new Error(`It never came about: ${what}`);
}

/** A machine that is busy with other tests may miss the short times in which a database is expected to answer. */
export function untilReady({ url }: { readonly url: string }): Promise<void> {
  return until(async () => (await health(url))[0] === 200, `${url} is ready`);
}

/** As a widget does: a message that was not acknowledged is sent again, with the same id, until it is. */
export async function insist(visitor: Visitor, text: string): Promise<void> {
  const accepted = () =>
    visitor.say(text, text.replaceAll(' ', '-')).then(
      () => true,
      () => false,
    );
  await until(accepted, `"${text}" is acknowledged`);
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

/** Status and reason that `/health/ready` gives, asked over a connection of its own as a balancer does. */
export function health(url: string): Promise<readonly [number, string]> {
  return new Promise((resolve, reject) => {
    get(`${url}/health/ready`, { agent: false }, async response => {
      const { status } = JSON.parse(await text(response)) as { status: string };
      resolve([response.statusCode ?? 0, status]);
    }).once('error', reject);
  });
}
