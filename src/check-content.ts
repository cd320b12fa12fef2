import { resolve } from 'node:path';
import { checkContent } from './checked-content.ts';
import { describeProblem } from './content/problem.ts';

/** `npm run -s content [FOLDER]`: every mistake in dialogs/, intents/ and data/ with file, line and a fix. */
const { problems } = await checkContent(resolve(process.argv[2] ?? '.'));
for (const problem of problems) console.log(describeProblem(problem));
console.log(
  problems.length === 0 ? 'Isi dialogs/, intents/, dan data/ benar.' : `${problems.length} masalah.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
