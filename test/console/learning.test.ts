import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openAuditFile } from '../../src/audit/audit-file.ts';
import type { PresentedInbox, PresentedOverview } from '../../src/console/learning/presented.ts';
import type { Decision } from '../../src/learning/label.ts';
import { readContent } from '../../src/understanding/content.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { unknown } from '../learning/teaching.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { openTestLearning } from '../support/learning.ts';
import { smallContent, unknownTexts } from '../support/small-content.ts';
import { call, cookieOf, logIn, openStore, rini, startConsole } from './console-server.ts';

const forgotten: Decision = { kind: 'intent', intent: 'forgot_password' };

/** A console with these messages in its inbox, and an editor who is logged in. */
async function openInbox(texts: readonly string[] = unknownTexts) {
  const { store, folder } = await openStore();
  for (const [n, text] of texts.entries())
    await take(store, conversationId(`chat ${n}`), { says: [unknown(text)] });
  const clock = new FakeClock();
  const { learning, model } = await openTestLearning({ dataDir: folder, clock, store });
  onTestFinished(() => learning.close());
  const console = await startConsole({ store, learning, dataDir: folder, clock });
  await console.users.add({ ...rini, role: 'editor' });
  const cookie = cookieOf(await logIn(console));
  const get = async <T>(path: string): Promise<T> =>
    (await call(`${console.api}/learning/${path}`, { cookie })).json;
  const post = (path: string, body: object = {}) => call(`${console.api}/learning/${path}`, { cookie, body });
  return {
    ...console,
    model,
    cookie,
    folder,
    clock,
    post,
    inbox: () => get<PresentedInbox>('inbox'),
    overview: () => get<PresentedOverview>('overview'),
    ids: async () =>
      (await get<PresentedInbox>('inbox')).groups.flatMap(({ messages }) => messages).map(({ id }) => id),
    audited: async () =>
      (await openAuditFile({ dataDir: folder, clock }).page({ limit: 99 }))
        .filter(({ action }) => action !== 'log-in')
        .map(({ action, object, details, actor }) => ({ action, object, details, who: actor.name }))
        .reverse(),
    async train() {
      const answer = await post('train');
      const state = async () => (await get<PresentedOverview>('overview')).versions[0]?.state;
      await expect.poll(state, { timeout: 80_000 }).not.toBe('training');
      return answer;
    },
  };
}

type OpenInbox = Awaited<ReturnType<typeof openInbox>>;

async function label({ ids, post }: OpenInbox, decision: Decision) {
  return post('labels', { messages: await ids(), decision });
}

describe('the inbox of what was not understood', () => {
  it('groups what is alike, counts what was written twice, and suggests intents', async () => {
    const { inbox } = await openInbox([...unknownTexts, unknownTexts[0], 'zzz qqq ppp']);
    const { groups, waiting } = await inbox();
    expect(waiting).toBe(4);
    expect(groups.map(({ messages }) => messages.map(({ text }) => text).sort())).toEqual([
      [...unknownTexts].sort(),
      ['zzz qqq ppp'],
    ]);
    expect(groups[0]?.messages.find(({ text }) => text === unknownTexts[0])).toMatchObject({
      count: 2,
      doubt: 'unknown',
    });
    expect(groups[0]?.suggestions).toHaveLength(5);
  });

  it('no longer has what somebody decided about, and has it again when that is taken back', async () => {
    const opened = await openInbox();
    const messages = await opened.ids();
    expect((await opened.post('labels', { messages, decision: { kind: 'skip' } })).json).toEqual({
      texts: 3,
    });
    expect(await opened.ids()).toEqual([]);
    await opened.post('labels', { messages: messages.slice(0, 1), decision: { kind: 'withdrawn' } });
    expect(await opened.ids()).toEqual(messages.slice(0, 1));
  });

  it.each([
    ['an intent that is not there', { decision: { kind: 'intent', intent: 'tidak_ada' } }, 422],
    ['SQL for an intent', { decision: { kind: 'intent', intent: "x'; drop table label;--" } }, 422],
    ['no messages', { messages: [] }, 422],
    ['more messages than a page shows', { messages: Array(201).fill('a|1') }, 422],
    ['a text instead of ids', { messages: 'semua' }, 422],
  ])('takes no label with %s', async (_, changes, status) => {
    const { post, ids, overview } = await openInbox();
    const body = { messages: await ids(), decision: forgotten, ...changes };
    expect((await post('labels', body)).status).toBe(status);
    expect((await overview()).taught).toBe(0);
  });

  it('teaches only what visitors wrote and the store kept: ids of others and made-up ones teach nothing', async () => {
    const { post, overview } = await openInbox();
    const messages = [
      'nobody|0000001',
      `${conversationId('chat 0')}|0000099`,
      `${conversationId('chat 9')}|0000001`,
    ];
    expect((await post('labels', { messages, decision: forgotten })).json).toEqual({ texts: 0 });
    expect((await overview()).taught).toBe(0);
  });
});

describe('a model that was taught', () => {
  it('is trained beside everything else, reported on, activated, rolled back, and recorded', async () => {
    const opened = await openInbox();
    const { post, overview, train, model, audited } = opened;
    const before = model.understand(unknownTexts[1]);
    await label(opened, forgotten);
    expect(await overview()).toMatchObject({ taught: 3, untrained: 3, versions: [] });

    expect((await train()).json).toEqual({ kind: 'started' });
    const [version] = (await overview()).versions;
    expect(version).toMatchObject({ number: 1, state: 'passed', by: 'Rini', labels: 3, objections: [] });
    expect(version?.report).toMatchObject({
      tests: 25,
      labels: { used: 3, rightBefore: 0, rightAfter: 3, known: 0, contradicting: [] },
    });
    expect(version?.report?.intents.find(({ intent }) => intent === 'forgot_password')).toMatchObject({
      tests: 5,
      labels: 3,
    });
    expect(model.understand(unknownTexts[1])).toEqual(before);

    expect((await post('versions/1/activate')).status).toBe(200);
    expect(model.understand(unknownTexts[1])).toMatchObject({
      kind: 'understood',
      intent: 'forgot_password',
    });
    expect(await overview()).toMatchObject({ active: 1, untrained: 0 });
    expect((await post('versions/0/activate')).status).toBe(200);
    expect(model.understand(unknownTexts[1])).toEqual(before);
    expect(await audited()).toMatchObject([
      { action: 'label', who: 'Rini', details: { intent: 'forgot_password', texts: 3 } },
      { action: 'train-model', object: '1' },
      { action: 'activate-model', object: '1', details: { before: 0 } },
      { action: 'roll-back-model', object: '0', details: { before: 1 } },
    ]);
  });

  it('answers again after a restart', async () => {
    const opened = await openInbox();
    await label(opened, forgotten);
    await opened.train();
    await opened.post('versions/1/activate');
    const { store, folder, clock } = opened;
    const { model } = await openTestLearning({ dataDir: folder, clock, store });
    expect(model.version()).toBe(1);
    expect(model.understand(unknownTexts[0])).toMatchObject({ intent: 'forgot_password' });
  });

  it('is not trained twice from the same labels, nor while another is', async () => {
    const opened = await openInbox();
    const { post, train } = opened;
    expect((await post('train')).json).toEqual({ kind: 'nothingNew' });
    await label(opened, forgotten);
    const [one, other] = await Promise.all([post('train'), post('train')]);
    expect([one.json.kind, other.json.kind].sort()).toEqual(['running', 'started']);
    await expect
      .poll(async () => (await opened.overview()).versions[0]?.state, { timeout: 80_000 })
      .toBe('passed');
    expect((await train()).json).toEqual({ kind: 'nothingNew' });
  });

  it('that was poisoned is refused with the reason, and nobody can activate it', async () => {
    const { intents } = smallContent().content;
    const clear = intents.find(({ name }) => name === 'forgot_password')?.examples ?? [];
    const opened = await openInbox(clear.map(text => `${text} wahai kawan`));
    await label(opened, { kind: 'intent', intent: 'out_of_scope' });
    await opened.train();
    const [version] = (await opened.overview()).versions;
    expect(version?.state).toBe('refused');
    expect(version?.objections.map(({ kind }) => kind)).toContain('labelsOverrule');
    const answer = await opened.post('versions/1/activate');
    expect([answer.status, answer.json.error.code]).toEqual([409, 'version-refused']);
    expect((await opened.overview()).active).toBeUndefined();
    expect(opened.model.version()).toBeUndefined();
  });

  it('never learns what contradicts a reviewed phrase', async () => {
    const opened = await openInbox(['Halo!', ...unknownTexts]);
    await label(opened, forgotten);
    await opened.train();
    expect((await opened.overview()).versions[0]?.report?.labels).toMatchObject({
      used: 3,
      contradicting: [{ text: 'Halo!', wanted: 'greeting', got: 'forgot_password' }],
    });
  });

  it('a training that breaks off has failed, and the next one is possible', async () => {
    const { store, folder } = await openStore();
    const clock = new FakeClock();
    await take(store, conversationId('chat'), { says: [unknown(unknownTexts[0])] });
    const broken = () => ({ trained: Promise.reject(new Error('out of memory')), stop: async () => {} });
    const { learning } = await openTestLearning({ dataDir: folder, clock, store, trainer: broken });
    const actor = { id: 'u', name: 'Rini', role: 'editor' };
    const messages = (await learning.inbox()).groups.flatMap(group => group.messages.map(({ id }) => id));
    await learning.decide(messages, forgotten, actor);
    expect(await learning.train(actor)).toBe('started');
    await expect.poll(async () => (await learning.overview()).versions[0]?.state.kind).toBe('failed');
    expect(await learning.train(actor)).toBe('started');
    await learning.close();
  });

  it.each(['9', '-1', 'abc', '1%20or%201=1', '99999999999'])('version %s is not there', async version => {
    const { post } = await openInbox([]);
    expect((await post(`versions/${version}/activate`)).status).toBe(404);
  });
});

describe('what was taught as a patch', () => {
  it('is applied by git and leaves content without mistakes that has every phrase', async () => {
    const texts = [...unknownTexts, 'ya: "kutip" #bukan komentar', '- mulai dengan garis', "rusak' aja"];
    const opened = await openInbox(texts);
    await label(opened, forgotten);
    const { patch } = (await opened.post('patch')).json;
    const copy = await mkdtemp(join(tmpdir(), 'patched-'));
    onTestFinished(() => rm(copy, { recursive: true, force: true }));
    await cp(smallContent().folder, copy, { recursive: true });
    await writeFile(join(copy, 'label.patch'), patch);
    await promisify(execFile)('git', ['apply', 'label.patch'], { cwd: copy });
    const { content, problems } = readContent(copy);
    expect(problems).toEqual([]);
    const examples = content.intents.find(({ name }) => name === 'forgot_password')?.examples;
    expect(examples?.slice(-texts.length).sort()).toEqual([...texts].sort());
    expect((await opened.audited()).at(-1)).toMatchObject({ action: 'export', details: { texts: 6 } });
  });

  it('is empty while nothing was taught', async () => {
    const { post } = await openInbox([]);
    expect((await post('patch')).json).toEqual({ patch: '' });
  });
});
