import { appendFile, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/channels/web-chat/limits.ts';
import { call, page, say, startChat, type TestChat, visit } from './chat-server.ts';

const day = 24 * 60 * 60 * 1_000;

describe('coming back', () => {
  it('the secret brings the same visitor back to the same chat and is traded for a new one', async () => {
    const chat = await startChat();
    const first = await visit(chat);
    await say(first, 'lupa sandi');
    await chat.clock.advance(2 * day);
    const back = await visit(chat, { resume: first.resume });
    expect(back.conversation).toBe(first.conversation);
    expect(back.resume).not.toBe(first.resume);
    expect(Buffer.from(back.resume, 'base64url')).toHaveLength(32);
    const { json } = await call(back.activities, { token: back.token });
    expect(json.activities.map(({ text }: { text: string }) => text)).toEqual([
      'Halo!',
      'lupa sandi',
      'Gema: lupa sandi',
    ]);
    expect(chat.received.filter(({ content }) => content.kind === 'join')).toHaveLength(1);
  });

  it('an old secret is good for a minute more, for tabs that load at the same time, and then for nothing', async () => {
    const chat = await startChat();
    const first = await visit(chat);
    const one = await visit(chat, { resume: first.resume });
    await chat.clock.advance(59_000);
    const other = await visit(chat, { resume: first.resume });
    expect([one.conversation, other.conversation]).toEqual([first.conversation, first.conversation]);
    await chat.clock.advance(1_000);
    expect((await visit(chat, { resume: first.resume })).conversation).not.toBe(first.conversation);
    // Whichever of the two new secrets the tabs' shared memory kept, it works, and only one survives.
    const next = await visit(chat, { resume: one.resume });
    expect(next.conversation).toBe(first.conversation);
    await chat.clock.advance(60_000);
    expect((await visit(chat, { resume: other.resume })).conversation).not.toBe(first.conversation);
    expect((await visit(chat, { resume: next.resume })).conversation).toBe(first.conversation);
  });

  it('ends after 30 days without a visit, and its traces are removed', async () => {
    const chat = await startChat();
    const first = await visit(chat);
    await chat.clock.advance(30 * day);
    const later = await visit(chat, { resume: first.resume });
    expect(later.conversation).not.toBe(first.conversation);
    expect(await file(chat)).not.toContain(first.conversation);
  });

  it('survives a restart and stands in no file in clear', async () => {
    const chat = await startChat();
    const first = await visit(chat);
    const { dataDir, clock, store } = chat;
    expect(await file(chat)).toContain(first.conversation);
    expect(await file(chat)).not.toContain(first.resume);
    expect((await stat(join(dataDir, 'web-chat', 'resume.jsonl'))).mode & 0o777).toBe(0o600);
    const restarted = await startChat({ dataDir, clock, store });
    expect((await visit(restarted, { resume: first.resume })).conversation).toBe(first.conversation);
  });

  it('an unknown secret is no error: a new chat begins', async () => {
    const chat = await startChat();
    const first = await visit(chat);
    for (const resume of ['', 'x', '__proto__', 'A'.repeat(43)]) {
      const { status, json } = await call(`${chat.base}/tokens/generate`, { origin: page, body: { resume } });
      expect(status).toBe(200);
      expect(json.conversationId).not.toBe(first.conversation);
    }
  });

  it('a damaged file is put aside, and the chat goes on', async () => {
    const chat = await startChat();
    const first = await visit(chat);
    const { dataDir, clock, store } = chat;
    await writeFile(join(dataDir, 'web-chat', 'resume.jsonl'), '{"ha\n{"hash":"x"}\n');
    const restarted = await startChat({ dataDir, clock, store });
    expect((await visit(restarted, { resume: first.resume })).conversation).not.toBe(first.conversation);
    const aside = join(dataDir, 'web-chat', `resume.jsonl.damaged-${clock.now()}`);
    expect(await readFile(aside, 'utf8')).toContain('"hash":"x"');
  });

  it('a line that a crash has torn is passed over, and the next ones are whole', async () => {
    const chat = await startChat();
    const first = await visit(chat);
    const { dataDir, clock, store } = chat;
    await appendFile(join(dataDir, 'web-chat', 'resume.jsonl'), '{"hash":"torn');
    const restarted = await startChat({ dataDir, clock, store });
    const second = await visit(restarted);
    const again = await startChat({ dataDir, clock, store });
    for (const { resume, conversation } of [first, second])
      expect((await visit(again, { resume })).conversation).toBe(conversation);
  });

  it('hundreds of visits leave no more lines than the living secrets need twice', async () => {
    const chat = await startChat({
      limits: { ...defaultLimits, visitorsPerAddress: { times: 10_000, seconds: 1 } },
    });
    let { resume } = await visit(chat);
    for (let time = 0; time < 300; time += 1) {
      await chat.clock.advance(2 * 60_000);
      ({ resume } = await visit(chat, { resume }));
    }
    expect((await file(chat)).split('\n').length).toBeLessThan(100);
  });

  it('a chat opens though the secret cannot be written; it is written as soon as that is possible', async () => {
    const chat = await startChat();
    await rm(join(chat.dataDir, 'web-chat'), { recursive: true, force: true });
    await writeFile(join(chat.dataDir, 'web-chat'), 'a file where the folder should be');
    const first = await visit(chat);
    expect((await visit(chat, { resume: first.resume })).conversation).toBe(first.conversation);
    await rm(join(chat.dataDir, 'web-chat'));
    await visit(chat);
    expect(await file(chat)).toContain(first.conversation);
  });

  it('forty visitors at once all get a secret that works', async () => {
    const limits = { ...defaultLimits, visitorsPerAddress: { times: 1_000, seconds: 1 } };
    const chat = await startChat({ limits });
    const visits = await Promise.all(Array.from({ length: 40 }, () => visit(chat)));
    const { dataDir, clock, store } = chat;
    const restarted = await startChat({ dataDir, clock, store, limits });
    const back = await Promise.all(visits.map(({ resume }) => visit(restarted, { resume })));
    expect(back.map(({ conversation }) => conversation)).toEqual(
      visits.map(({ conversation }) => conversation),
    );
  });
});

describe('leaving for good', () => {
  it('"mulai baru" revokes the secret at once and begins another chat as another visitor', async () => {
    const chat = await startChat();
    const first = await visit(chat);
    const renewed = await visit(chat, { resume: first.resume, startOver: true });
    expect(renewed.conversation).not.toBe(first.conversation);
    expect((await visit(chat, { resume: first.resume })).conversation).not.toBe(first.conversation);
    const [before, after] = chat.received.map(({ user }) => user);
    expect(after).not.toBe(before);
    expect((await visit(chat, { resume: renewed.resume })).conversation).toBe(renewed.conversation);
  });

  it('"mulai baru" also takes the secrets of other tabs', async () => {
    const chat = await startChat();
    const first = await visit(chat);
    const other = await visit(chat, { resume: first.resume });
    await visit(chat, { resume: first.resume, startOver: true });
    expect((await visit(chat, { resume: other.resume })).conversation).not.toBe(first.conversation);
  });

  it('after an erasure no secret of the visitor works, and none of theirs is left in the file', async () => {
    const chat = await startChat();
    const first = await visit(chat);
    const stranger = await visit(chat);
    const user = chat.received[0]?.user;
    if (!user) throw new Error('nobody joined');
    await chat.resume.revokeUser(user);
    expect(await file(chat)).not.toContain(user);
    expect((await visit(chat, { resume: first.resume })).conversation).not.toBe(first.conversation);
    expect((await visit(chat, { resume: stranger.resume })).conversation).toBe(stranger.conversation);
  });
});

function file({ dataDir }: TestChat): Promise<string> {
  return readFile(join(dataDir, 'web-chat', 'resume.jsonl'), 'utf8');
}
