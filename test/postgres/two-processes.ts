import { onTestFinished } from 'vitest';
import { openAssistant, type TestAssistant } from '../support/assistant.ts';
import { newDatabase } from './new-database.ts';
import { untilReady } from './persistent.ts';

/** The same in all processes. */
export const secrets = Object.fromEntries(
  ['SEAL_KEY', 'DIRECTLINE_SECRET', 'TOKEN_KEY', 'ACCOUNT_API_KEY', 'ACCOUNT_CALLBACK_SECRET'].map(name => [
    name,
    `${name}-of-all-processes-of-this-test`,
  ]),
);

export interface TwoProcesses {
  readonly databaseUrl: string;
  readonly first: TestAssistant;
  readonly second: TestAssistant;
  close(): Promise<void>;
}

/** Two assistants on one database; the second one uses the account service of the first. */
export async function startTwo(): Promise<TwoProcesses> {
  const databaseUrl = await newDatabase();
  const shared = { ...secrets, DATABASE_URL: databaseUrl };
  const first = await openAssistant({}, shared);
  const second = await openAssistant({}, { ...shared, ACCOUNT_API_URL: first.accountUrl ?? '' });
  await Promise.all([first, second].map(untilReady));
  return { databaseUrl, first, second, close: () => second.close().then(first.close) };
}

export async function openTwo(): Promise<readonly [TestAssistant, TestAssistant]> {
  const { first, second, close } = await startTwo();
  onTestFinished(close);
  return [first, second];
}
