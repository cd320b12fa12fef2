import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readSeed } from './accounts/mock/seed.ts';
import { choiceProblems } from './choice-problems.ts';
import type { BotDialog } from './content/bot-dialog.ts';
import { readBotDialogs } from './content/bot-dialogs.ts';
import { type CannedReply, readCannedReplies } from './content/canned-replies.ts';
import { readContacts } from './content/contacts.ts';
import type { OfficeHours } from './content/office-hours.ts';
import { type ContentProblem, describeProblem } from './content/problem.ts';
import type { Words } from './content/words.ts';
import { lineIn } from './content/yaml.ts';
import { talkIds } from './dialogs/create-dialogs.ts';
import { contracts, type DialogWords, readDialogWords } from './dialogs/dialog-words.ts';
import { fraudIntent, fraudKinds } from './dialogs/fraud-told.ts';
import { Failure } from './failure.ts';
import { readContent, type UnderstandingContent } from './understanding/content.ts';

/** dialogs/, intents/ and data/ as far as they could be read, with everything an editor got wrong: file, line, fix. */
export async function checkContent(contentDir: string): Promise<CheckedContent> {
  const { content, problems: inIntents } = readContent(contentDir);
  const contacts = readContacts(contentDir);
  const known = 'contacts' in contacts ? contacts.contacts : unknownContacts;
  const desk = 'contacts' in contacts ? contacts.desk : undefined;
  const canned = readCannedReplies(contentDir, known);
  const dialogs = readDialogWords(contentDir, known);
  const problems = [
    ...inIntents,
    ...unknownTalks(content, contentDir),
    ...unknownKinds(content, contentDir),
    ...('problems' in contacts ? contacts.problems : []),
    ...canned.problems,
    ...dialogs.problems,
    ...choiceProblems(contentDir, dialogs.words, new Set(content.intents.map(({ name }) => name))),
    ...filesWithoutTwin(contentDir),
    ...(await accountProblems(contentDir)),
  ];
  const { words, alternatives } = dialogs;
  return { understanding: content, words, alternatives, desk, cannedReplies: canned.replies, problems };
}

export interface CheckedContent {
  readonly understanding: UnderstandingContent;
  readonly words: DialogWords;
  /** Bubbles that may stand for one another. */
  readonly alternatives: readonly Words[];
  readonly desk: OfficeHours | undefined;
  /** For the support team; see data/canned-replies.yml. */
  readonly cannedReplies: readonly CannedReply[];
  readonly problems: readonly ContentProblem[];
}

export interface SoundContent extends CheckedContent {
  /** As the console shows them. */
  readonly botDialogs: readonly BotDialog[];
}

/** The same for start-up. Throws `Failure('content-invalid')` that lists every mistake. */
export async function soundContent(contentDir: string): Promise<SoundContent> {
  const content = await checkContent(contentDir);
  if (content.problems.length === 0) return { ...content, botDialogs: readBotDialogs(contentDir) };
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
  careEmail: '',
  appMaker: '',
  playStore: '',
};

function unknownTalks({ intents }: UnderstandingContent, contentDir: string): ContentProblem[] {
  const talks: readonly string[] = talkIds;
  return intents
    .filter(({ opens }) => opens !== undefined && !talks.includes(opens))
    .map(({ name, opens }) => ({
      file: `intents/${name}.yml`,
      line: lineIn(join(contentDir, 'intents', `${name}.yml`), ['opens']),
      problem: `opens menyebut dialog "${opens}" yang tidak ada`,
      fix: `pakai salah satu dari: ${talks.join(', ')}`,
    }));
}

/** A kind that no dialog asks for would be taught in vain. */
const kindsAskedFor: Readonly<Record<string, readonly string[]>> = { [fraudIntent]: fraudKinds };

function unknownKinds({ intents }: UnderstandingContent, contentDir: string): ContentProblem[] {
  return intents.flatMap(({ name, kinds }) => {
    const known = kindsAskedFor[name] ?? [];
    return Object.keys(kinds)
      .filter(kind => !known.includes(kind))
      .map(kind => ({
        file: `intents/${name}.yml`,
        line: lineIn(join(contentDir, 'intents', `${name}.yml`), ['kinds', kind]),
        problem: `kinds menyebut "${kind}", padahal tidak ada dialog yang memakainya`,
        fix:
          known.length > 0
            ? `pakai salah satu dari: ${known.join(', ')}`
            : 'pindahkan kalimatnya ke examples',
      }));
  });
}

/** A file in dialogs/ that no dialog in src/dialogs reads: its words would never be said. */
function filesWithoutTwin(contentDir: string): ContentProblem[] {
  const expected = new Set(Object.values(contracts).map(({ name }) => `${name}.yml`));
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
