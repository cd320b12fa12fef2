import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../conversations-store/opened-store.ts';
import { openAssistant } from '../support/assistant.ts';
import { builtCommand } from '../support/commands.ts';
import { Visitor } from '../support/visitor.ts';
import { newDatabase } from './new-database.ts';
import { secrets } from './two-processes.ts';

it('visitors who chatted before the move to PostgreSQL come back to their chat', async () => {
  const dataDir = await temporaryFolder();
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const files = await openAssistant({}, { ...secrets, DATA_DIR: dataDir });
  const visitor = await Visitor.open(files.url);
  await visitor.say('lupa sandi');
  const history = await visitor.history();
  await files.close();

  const database = await newDatabase();
  const move = () =>
    promisify(execFile)(process.execPath, [builtCommand('src/db-cli.ts'), 'import'], {
      env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: database },
    });
  expect((await move()).stdout).toContain('Jalan kembali pengunjung: 1 disalin.');
  expect((await move()).stdout).toContain('Jalan kembali pengunjung: 0 disalin.');
  const moved = await openAssistant({}, { ...secrets, DATABASE_URL: database });
  onTestFinished(() => moved.close());
  const back = await Visitor.open(moved.url, visitor.resume);
  expect(back.conversation).toBe(visitor.conversation);
  expect(await back.history()).toEqual(history);
});
