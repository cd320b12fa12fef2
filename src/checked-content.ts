import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { readSeed } from './accounts/mock/seed.ts';
import { type Contacts, readContacts } from './content/contacts.ts';
import type { OfficeHours } from './content/office-hours.ts';
import { type ContentProblem, describeProblem } from './content/problem.ts';
import type { Contract, SpokenQuestion } from './content/words.ts';
import { CopyReader } from './content/words-reader.ts';
import { readYaml } from './content/yaml.ts';
import { allContracts, talkIds } from './dialogs/create-dialogs.ts';
import { plain } from './dialogs/plain.ts';
import { Failure } from './failure.ts';
import { readContent, type UnderstandingContent } from './understanding/content.ts';

/** dialogs/, intents/ and data/ as far as they could be read, with everything an editor got wrong: file, line, fix. */
export async function checkContent(contentDir: string): Promise<CheckedContent> {
  const { content, problems: inIntents } = readContent(contentDir);
  const contacts = readContacts(contentDir);
  const known = 'contacts' in contacts ? contacts.contacts : unknownContacts;
  const desk = 'contacts' in contacts ? contacts.desk : undefined;
  const problems = [
    ...inIntents,
    ...unknownTalks(content, contentDir),
    ...('problems' in contacts ? contacts.problems : []),
    ...dialogProblems(contentDir, known, new Set(content.intents.map(({ name }) => name))),
    ...filesWithoutTwin(contentDir),
    ...(await accountProblems(contentDir)),
  ];
  return { understanding: content, contacts: known, desk, problems };
}

export interface CheckedContent {
  readonly understanding: UnderstandingContent;
  readonly contacts: Contacts;
  readonly desk: OfficeHours | undefined;
  readonly problems: readonly ContentProblem[];
}

/** The same for start-up. Throws `Failure('content-invalid')` that lists every mistake. */
export async function soundContent(contentDir: string): Promise<CheckedContent> {
  const content = await checkContent(contentDir);
  if (content.problems.length === 0) return content;
  throw new Failure(
    'content-invalid',
    `the content has ${content.problems.length} mistake(s)\n${content.problems.map(describeProblem).join('\n')}`,
    'Correct the lines above; `npm run -s content` checks them again.',
  );
}

/** Stands in while data/contacts.yml itself is broken, so that its words are not reported as unknown everywhere. */
const unknownContacts = {
  callCentre: '',
  callHours: '',
  healthCentre: '',
  bring: '',
  appMaker: '',
  playStore: '',
};

function unknownTalks({ intents }: UnderstandingContent, contentDir: string): ContentProblem[] {
  const talks: readonly string[] = talkIds;
  return intents
    .filter(({ opens }) => opens !== undefined && !talks.includes(opens))
    .map(({ name, opens }) => ({
      file: `intents/${name}.yml`,
      line: lineOfKey(join(contentDir, 'intents', `${name}.yml`), 'opens'),
      problem: `opens menyebut dialog "${opens}" yang tidak ada`,
      fix: `pakai salah satu dari: ${talks.join(', ')}`,
    }));
}

function lineOfKey(path: string, key: string): number {
  const read = readYaml(path, z.unknown(), path);
  return 'value' in read ? read.line([key]) : 1;
}

function dialogProblems(
  contentDir: string,
  contacts: Readonly<Record<string, string>>,
  intents: ReadonlySet<string>,
): ContentProblem[] {
  const reader = new CopyReader(join(contentDir, 'dialogs'), contacts);
  const found: ContentProblem[] = [];
  for (const contract of allContracts) {
    const before = reader.problems.length;
    const copy = reader.read(contract as Contract);
    if (reader.problems.length > before) continue;
    for (const [key, part] of Object.entries(contract.parts)) {
      if (part.kind !== 'question') continue;
      const question = copy[key] as SpokenQuestion;
      const at = {
        file: `dialogs/${contract.name}.yml`,
        path: join(contentDir, 'dialogs', `${contract.name}.yml`),
        key,
      };
      found.push(...ambiguousChoices(question, at), ...unknownIntents(question, at, intents));
    }
  }
  return [...reader.problems, ...found];
}

interface Place {
  readonly file: string;
  readonly path: string;
  readonly key: string;
}

/** The same words cannot mean two answers to one question. */
function ambiguousChoices({ choices }: SpokenQuestion, { file, path, key }: Place): ContentProblem[] {
  const owner = new Map<string, string>();
  return choices.flatMap(({ id, title, also }) =>
    [title, ...also].flatMap(phrase => {
      const other = owner.get(plain(phrase));
      owner.set(plain(phrase), id);
      if (other === undefined || other === id) return [];
      return [
        {
          file,
          line: lineOfKey(path, key),
          problem: `di "${key}", "${phrase}" berarti pilihan "${other}" dan juga "${id}"`,
          fix: 'hapus dari salah satu pilihan',
        },
      ];
    }),
  );
}

function unknownIntents(
  { choices }: SpokenQuestion,
  { file, path, key }: Place,
  known: ReadonlySet<string>,
): ContentProblem[] {
  return choices.flatMap(({ id, intents }) =>
    intents
      .filter(intent => !known.has(intent))
      .map(intent => ({
        file,
        line: lineOfKey(path, key),
        problem: `pilihan "${id}" di "${key}" menyebut intent "${intent}" yang tidak ada`,
        fix: 'pakai nama salah satu berkas di intents/',
      })),
  );
}

/** A file in dialogs/ that no dialog in src/dialogs reads: its words would never be said. */
function filesWithoutTwin(contentDir: string): ContentProblem[] {
  const expected = new Set(allContracts.map(({ name }) => `${name}.yml`));
  return readdirSync(join(contentDir, 'dialogs'))
    .filter(file => file.endsWith('.yml') && !expected.has(file))
    .map(file => ({
      file: `dialogs/${file}`,
      line: 1,
      problem: `tidak ada dialog bernama "${basename(file, '.yml')}" di src/dialogs`,
      fix: 'perbaiki nama berkasnya, hapus, atau buat dialognya (lihat CONTRIBUTING.md)',
    }));
}

async function accountProblems(contentDir: string): Promise<ContentProblem[]> {
  try {
    await readSeed(join(contentDir, 'data', 'accounts.json'));
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [{ file: 'data/accounts.json', line: 1, problem: error.message, fix: error.fix }];
  }
}
