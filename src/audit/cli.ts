import { readDatabase, readDataDir } from '../config.ts';
import { Failure } from '../failure.ts';
import { withCommandDatabase } from '../storage/postgres/command-database.ts';
import { systemClock } from '../time-and-chance.ts';
import { answerAudit } from './audit-commands.ts';
import { openAuditFile } from './audit-file.ts';
import { createSharedAuditLog } from './shared-audit-log.ts';

try {
  const { code, text } = await answerAudit(process.argv.slice(2), work => {
    const settings = readDatabase();
    if (!settings) return work(openAuditFile({ dataDir: readDataDir(), clock: systemClock }));
    return withCommandDatabase(settings, database => work(createSharedAuditLog(database, systemClock)));
  });
  if (code === 0) console.log(text);
  else console.error(text);
  process.exitCode = code;
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(`${error.message}\n${error.fix}`);
  process.exitCode = 1;
}
