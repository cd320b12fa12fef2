import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database on the server at `serverUrl`, empty or a copy of the one named `template`; answers its address. */
export async function createDatabase(serverUrl: string, template = 'template1'): Promise<string> {
  const url = new URL(serverUrl);
  const name = `test_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create database ${name} template ${template}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}
