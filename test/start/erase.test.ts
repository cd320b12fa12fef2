import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openAssistant } from '../support/assistant.ts';
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
