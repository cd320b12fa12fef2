import { mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The product's content with another support desk in data/contacts.yml: `tidak ada`, or `biasanya membalas dalam 10
 * menit`. Answers a folder of its own.
 */
export async function contentWithDesk(desk: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'content-'));
  for (const name of ['dialogs', 'intents']) await symlink(resolve(name), join(folder, name));
  await mkdir(join(folder, 'data'));
  const others = (await readdir('data')).filter(
    name => /\.(yml|json)$/.test(name) && name !== 'contacts.yml',
  );
  for (const name of others) await symlink(resolve('data', name), join(folder, 'data', name));
  const contacts = await readFile('data/contacts.yml', 'utf8');
  await writeFile(join(folder, 'data', 'contacts.yml'), contacts.replace(section, described(desk)));
  return folder;
}

const section = /^supportDesk:\n(?: .*\n)+/m;

function described(desk: string): (found: string) => string {
  if (desk === 'tidak ada') return () => '';
  const minutes = /^biasanya membalas dalam (\d+) menit$/.exec(desk)?.[1];
  if (minutes === undefined) throw new Error(`Meja petugas tidak dikenal: ${desk}`);
  return found => `${found}  usualReplyMinutes: ${minutes}\n`;
}
