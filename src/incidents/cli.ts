import { parseArgs } from 'node:util';
import { readDatabase, readDataDir } from '../config.ts';
import { askRunningProcess } from '../conversations/lowdb/command-socket.ts';
import { openLowdbStore } from '../conversations/lowdb/lowdb-store.ts';
import { Failure } from '../failure.ts';
import { createLog } from '../log.ts';
import { withCommandDatabase } from '../storage/postgres/command-database.ts';
import type { Database } from '../storage/postgres/database.ts';
import { createNews } from '../storage/postgres/news.ts';
import { secureRandom, systemClock } from '../time-and-chance.ts';
import { longestNote, openEmbeddedIncidentStore } from './embedded-incident-store.ts';
import { carryOut, IncidentAnswer, IncidentRequest } from './incident-commands.ts';
import { incidentSymptoms } from './incident-store.ts';
import { printAnswer } from './print.ts';
import { rememberReports } from './remember-reports.ts';
import { createSharedIncidentStore } from './shared-incident-store.ts';
import { rememberSharedReports } from './shared-spikes.ts';
import { createSpikes } from './spikes.ts';

const usage = `Pemakaian: npm run -s incident -- declare --symptom JENIS [--note "Kalimat untuk pengguna."]
           npm run -s incident -- end | status | suggest
JENIS: ${incidentSymptoms.join(', ')}. Kalimat paling panjang ${longestNote} huruf.
`;

/** `npm run -s incident -- ...`: exit code 0 done, 1 it did not work, 2 wrong arguments. Works beside a running server. */
const request = readRequest(process.argv.slice(2));
if (!request) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  try {
    process.stdout.write(printAnswer(request, await ask(request)));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`${error.message}\n${error.fix}\n`);
    process.exitCode = 1;
  }
}

function readRequest(given: readonly string[]): IncidentRequest | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...given],
      options: { symptom: { type: 'string' }, note: { type: 'string' } },
      allowPositionals: true,
    });
    const [action, ...others] = positionals;
    if (others.length > 0) return undefined;
    const told = Object.keys(values).length > 0;
    return IncidentRequest.safeParse({
      do: 'incident',
      action,
      ...((action === 'declare' || told) && { trouble: { ...values } }),
    }).data;
  } catch {
    // parseArgs throws for unknown options; the usage says more than its message.
    return undefined;
  }
}

/** A running server does it itself, so that it knows at once; with a database all of them hear of it. */
async function ask(asked: IncidentRequest): Promise<IncidentAnswer> {
  const settings = readDatabase();
  if (settings) return withCommandDatabase(settings, database => inDatabase(database, asked));
  const dataDir = readDataDir();
  return (await askRunningProcess(dataDir, asked, IncidentAnswer)) ?? (await withoutServer(dataDir, asked));
}

async function inDatabase(database: Database, asked: IncidentRequest): Promise<IncidentAnswer> {
  const [clock, random, log] = [systemClock, secureRandom, createLog('error')];
  const news = createNews({ database, listenUrl: '', clock, log });
  const incidents = createSharedIncidentStore({ database, news, clock, random, log });
  const spikes = createSpikes(clock);
  await incidents.refresh();
  if (asked.action === 'suggest') await rememberSharedReports(spikes, database, clock);
  return carryOut(asked, incidents, spikes);
}

async function withoutServer(dataDir: string, asked: IncidentRequest): Promise<IncidentAnswer> {
  const surroundings = { dataDir, clock: systemClock, random: secureRandom, log: createLog('error') };
  // Holds the data folder meanwhile, so that no server starts on what is being changed.
  const store = await openLowdbStore(surroundings);
  try {
    const spikes = createSpikes(systemClock);
    if (asked.action === 'suggest') await rememberReports(spikes, store, systemClock);
    return await carryOut(asked, await openEmbeddedIncidentStore(surroundings), spikes);
  } finally {
    await store.close();
  }
}
