import { cp, mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from './support/browser.ts';
import {
  budi,
  conversation,
  newestCode,
  openInstitution,
  type TestInstitution,
} from './support/institution.ts';

const newPassword = 'Kopi-Tubruk-Pagi-77';

describe('what the account service keeps', () => {
  let institution: TestInstitution;
  beforeEach(async () => {
    institution = await openInstitution();
  });
  afterEach(() => institution.close());

  async function reset(): Promise<string> {
    const started = await institution
      .client()
      .startVerification({ ...budi, by: 'sms', purpose: 'new-password', conversation }, institution.newKey());
    if (started.kind !== 'started') throw new Error(started.kind);
    const code = await newestCode(institution);
    const browser = openBrowser();
    await browser.submit(started.page, { code });
    await browser.submit(started.page, { password: newPassword, again: newPassword });
    return code;
  }

  it('lies in its own folder and nowhere else, readable by its owner only', async () => {
    await reset();
    const files = ['account-service', 'account-service/key', 'account-service/state.json'];
    // Callbacks may still be written down: for a moment there is the temporary file of a durable write.
    await expect
      .poll(async () => (await readdir(institution.root, { recursive: true })).sort(), { timeout: 20_000 })
      .toEqual(files);
    for (const file of files.slice(1)) {
      expect((await stat(join(institution.root, file))).mode & 0o777).toBe(0o600);
    }
  });

  it('holds no password, and no code except in the development inbox', async () => {
    const code = await reset();
    const { inbox, ...rest } = JSON.parse(await readFile(join(institution.dataDir, 'state.json'), 'utf8'));
    expect(JSON.stringify(inbox)).toContain(code);
    const kept = JSON.stringify(rest);
    expect(kept).toContain('"passwordChanged"');
    // The code's digits stand alone, never as part of a hash.
    expect(kept).not.toMatch(new RegExp(`(?<![0-9a-zA-Z])${code}(?![0-9a-zA-Z])`));
    for (const secret of [newPassword, budi.nik, budi.kpj, 'Contoh-budi-2026', '081100000001']) {
      expect(kept).not.toContain(secret);
    }
  });

  it('keeps no code at all outside development', async () => {
    const strict = await openInstitution({ development: false });
    try {
      await strict
        .client()
        .startVerification({ ...budi, by: 'sms', purpose: 'diagnosis', conversation }, strict.newKey());
      await strict.restart();
      const { inbox } = JSON.parse(await readFile(join(strict.dataDir, 'state.json'), 'utf8'));
      expect(inbox).toEqual([]);
    } finally {
      await strict.close();
    }
  });

  it.each([
    ['truncated', (file: string) => truncate(file, 40)],
    ['emptied', (file: string) => truncate(file, 0)],
    ['null', (file: string) => writeFile(file, 'null')],
    ['of a newer version', (file: string) => writeFile(file, '{"version":2}')],
  ])('refuses to start on a state that was %s, and leaves it as it is', async (_name, damage) => {
    const other = await openInstitution();
    const file = join(other.dataDir, 'state.json');
    await mkdir(join(other.root, 'copy'));
    await cp(file, join(other.root, 'copy', 'state.json'));
    await damage(file);
    const damaged = await readFile(file, 'utf8');
    await expect(other.restart()).rejects.toMatchObject({ code: 'document-damaged' });
    expect(await readFile(file, 'utf8')).toBe(damaged);
    await cp(join(other.root, 'copy', 'state.json'), file);
    await other.restart();
    await other.close();
  });
});
