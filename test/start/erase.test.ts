import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { ConversationId, DedupeKey, UserId } from '../../src/ids.ts';
import { openAssistant } from '../support/assistant.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { Visitor } from '../support/visitor.ts';

describe('erasing a visitor beside the running server', () => {
  it('removes the chat, and the way back to it', async () => {
    const assistant = await openAssistant();
    onTestFinished(() => assistant.close());
    const visitor = await Visitor.open(assistant.url);
    await visitor.say('gk bisa login');
    const user = (await assistant.store.load(visitor.conversation))?.user ?? '';

    const { stdout } = await promisify(execFile)(
      'npm',
      ['run', '--silent', 'transcripts', '--', 'erase', '--user', user],
      { env: { ...process.env, DATA_DIR: assistant.dataDir } },
    );
    expect(stdout).toContain('1');
    expect(await assistant.store.load(visitor.conversation)).toBeUndefined();
    const files = await readdir(join(assistant.dataDir, 'conversations'), { recursive: true });
    expect(files.filter(file => file.endsWith('.json'))).toEqual([]);
    const again = await Visitor.open(assistant.url, visitor.resume);
    expect(again.conversation).not.toBe(visitor.conversation);
  });
});

describe('the receipt of an erasure', () => {
  it('goes a day later, and takes no chat with it that its user has begun since', async () => {
    const clock = new FakeClock();
    const assistant = await openAssistant({ clock });
    onTestFinished(() => assistant.close());
    const user = UserId.parse('somebody-with-two-chats');
    const first = ConversationId.parse('percakapan-yang-pertama');
    const second = ConversationId.parse('percakapan-yang-kedua-');
    const say = (conversation: ConversationId, text: string) =>
      assistant.receive({
        conversation,
        channel: 'bot-framework',
        user,
        dedupeKey: DedupeKey.parse(`pesan-${text}`),
        content: { kind: 'text', text },
      });
    await say(first, 'hapus data saya');
    await say(first, 'ya, hapus');
    expect((await assistant.store.load(first))?.timers.map(({ name }) => name)).toEqual(['erase-receipt']);
    await clock.advance(60 * 60_000);
    await say(second, 'lupa sandi jmo');
    await clock.advance(24 * 60 * 60_000);
    await assistant.drained();
    expect(await assistant.store.load(first)).toBeUndefined();
    expect((await assistant.store.messages(second)).map(({ text }) => text)).toContain('lupa sandi jmo');
  });

  it('a message that was still being answered does not bring the chat back', async () => {
    let release = () => {};
    const released = new Promise<void>(resolve => {
      release = resolve;
    });
    let reached = () => {};
    const isReached = new Promise<void>(resolve => {
      reached = resolve;
    });
    let holds = false;
    const between = {
      store: (store: ConversationStore): ConversationStore => ({
        ...store,
        async commit(turn) {
          if (holds) {
            holds = false;
            reached();
            await released;
          }
          await store.commit(turn);
        },
      }),
    };
    const assistant = await openAssistant({ between });
    onTestFinished(() => assistant.close());
    const visitor = await Visitor.open(assistant.url);
    await visitor.say('gk bisa login');
    holds = true;
    const late = visitor.say('nomor saya hilang');
    await isReached;
    await visitor.through(assistant.url).erase();
    release();
    await late;
    expect(await assistant.store.load(visitor.conversation)).toBeUndefined();
  });
});
