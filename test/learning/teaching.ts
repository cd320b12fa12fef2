import { expect } from 'vitest';
import type { AuditActor } from '../../src/audit/audit-log.ts';
import type { Utterance } from '../../src/conversations/message.ts';
import type { Learning } from '../../src/learning/learning.ts';
import type { ModelVersion } from '../../src/learning/model-version.ts';

export const editor: AuditActor = { id: 'u-rini', name: 'Rini', role: 'editor' };

export function unknown(text: string): Utterance {
  return { from: 'user', text, insight: { intent: 'greeting', confidence: 0.2, kind: 'unknown' } };
}

/** Waits until the training that runs has ended. */
export async function trained(learning: Learning): Promise<ModelVersion> {
  const newest = async () => (await learning.overview()).versions[0];
  await expect.poll(async () => (await newest())?.state.kind, { timeout: 80_000 }).not.toBe('training');
  const version = await newest();
  if (!version) throw new Error('nothing was trained');
  return version;
}

/** Teaches everything that waits as forgotten passwords; answers the number of the version that came of it. */
export async function taught(learning: Learning): Promise<number> {
  const { groups } = await learning.inbox();
  const messages = groups.flatMap(group => group.messages.map(({ id }) => id));
  await learning.decide(messages, { kind: 'intent', intent: 'forgot_password' }, editor);
  expect(await learning.train(editor)).toBe('started');
  const { number, state } = await trained(learning);
  expect(state.kind).toBe('passed');
  return number;
}
