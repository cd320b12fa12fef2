import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { openEmbeddedIncidentStore } from '../../src/incidents/embedded-incident-store.ts';
import { createSharedIncidentStore } from '../../src/incidents/shared-incident-store.ts';
import { silentLog as log } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { createNews } from '../../src/storage/postgres/news.ts';
import { secureRandom as random } from '../../src/time-and-chance.ts';
import { temporaryFolder } from '../conversations-store/opened-store.ts';
import { builtCommand } from '../support/commands.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';

it('trouble that goes on is told after the move to PostgreSQL, too, and not again once it has ended there', async () => {
  const [dataDir, clock] = [await temporaryFolder(), new FakeClock()];
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const files = await openEmbeddedIncidentStore({ dataDir, clock, random, log });
  const declared = await files.declare({ symptom: 'server_error', note: 'JMO sedang dirawat.' });

  const url = await newDatabase();
  const move = async () =>
    (
      await promisify(execFile)(process.execPath, [builtCommand('src/db-cli.ts'), 'import'], {
        env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: url },
      })
    ).stdout;
  expect(await move()).toContain('Gangguan yang diumumkan: 1 disalin, 0 sudah ada di sana.');

  const database = openDatabase({ url, log });
  const news = createNews({ database, listenUrl: url, clock, log });
  onTestFinished(() => news.close().then(database.close));
  const incidents = createSharedIncidentStore({ database, news, clock, random, log });
  await incidents.refresh();
  expect(incidents.current()).toEqual(declared);

  await incidents.end();
  expect(await move()).toContain('Gangguan yang diumumkan: 0 disalin, 1 sudah ada di sana.');
  await incidents.refresh();
  expect(incidents.current()).toBeUndefined();
});
