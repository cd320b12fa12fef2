import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig, settingNames } from '../../src/config.ts';

/** Docker itself is not here: what can be checked without it is. */
const dockerfile = readFileSync('Dockerfile', 'utf8');
const Compose = z.object({
  services: z.object({ assistant: z.looseObject({ environment: z.record(z.string(), z.string()) }) }),
});
const { assistant } = Compose.parse(parse(readFileSync('compose.yaml', 'utf8'))).services;

/** Files that the image that runs, the last stage, takes from the repository; that they suffice is shown in container.test.ts. */
const copied = [
  ...dockerfile.slice(dockerfile.lastIndexOf('\nFROM ')).matchAll(/^COPY (?!--from)(.+) \S+$/gm),
].flatMap(([, from = '']) => from.split(' '));

/** What a variable of the host stands for: its default, or a value that would do. */
function filledIn(value: string): string {
  const sample = (name: string) => (name.endsWith('_URL') ? 'https://contoh.id' : 'x'.repeat(40));
  return value.replaceAll(
    /\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g,
    (_, name, byDefault) => byDefault ?? sample(name),
  );
}

describe('compose.yaml', () => {
  it('sets nothing that the assistant does not know', () => {
    for (const name of Object.keys(assistant.environment)) expect(settingNames).toContain(name);
  });

  it('makes a configuration for production, on PostgreSQL', () => {
    const given = Object.entries(assistant.environment).map(([name, value]) => [name, filledIn(value)]);
    const config = readConfig({ NODE_ENV: 'production', HOST: '0.0.0.0', ...Object.fromEntries(given) });
    expect(config.development).toBe(false);
    expect(config.database?.url).toMatch(/^postgres:/);
  });

  it('gives no secret a value of its own', () => {
    for (const [name, value] of Object.entries(assistant.environment))
      if (/KEY|SECRET/.test(name)) expect(value).toMatch(/^\$\{\w+:\?/);
  });
});

describe('the Dockerfile', () => {
  it('copies what is there, and everything that editors keep for the server', () => {
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) expect(existsSync(path), path).toBe(true);
    const content = readdirSync('data').filter(file => /\.(yml|json)$/.test(file));
    const needed = ['dialogs', 'intents', ...content.map(file => `data/${file}`)];
    expect(copied).toEqual(expect.arrayContaining(needed));
  });

  it('runs as somebody who may write nothing but the data, without a shell that would swallow signals', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^CMD \["node", /m);
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  });
});
