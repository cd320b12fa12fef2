import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAssistant, type TestAssistant } from '../support/assistant.ts';
import { builtCommand } from '../support/commands.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { Visitor } from '../support/visitor.ts';

let dataDir: string;
let assistant: TestAssistant | undefined;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'incident-'));
});
afterEach(async () => {
  await assistant?.close();
  assistant = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

/** The command as operators run it, in a process of its own. */
async function incident(...args: readonly string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [builtCommand('src/incidents/cli.ts'), ...args],
      {
        env: { ...process.env, DATA_DIR: dataDir },
      },
    );
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, output: stderr };
  }
}

describe('npm run -s incident', () => {
  it('declares beside a running server, which knows it at once, and ends it again', async () => {
    assistant = await openAssistant({}, { DATA_DIR: dataDir });
    const declared = await incident('declare', '--symptom', 'server_error', '--note', 'JMO sedang dirawat.');
    expect(declared).toMatchObject({ code: 0, output: expect.stringContaining('Gangguan diumumkan') });
    expect(assistant.incidents.current()).toMatchObject({
      symptom: 'server_error',
      note: 'JMO sedang dirawat.',
    });
    const visitor = await Visitor.open(assistant.url);
    expect((await visitor.hear()).some(text => text.startsWith('JMO sedang dirawat.'))).toBe(true);
    expect((await incident('status')).output).toContain('server_error');
    expect((await incident('end')).output).toContain('selesai');
    expect(assistant.incidents.current()).toBeUndefined();
  });

  it('declares while no server runs, and the next one knows it', async () => {
    expect((await incident('declare', '--symptom', 'login_failed')).code).toBe(0);
    assistant = await openAssistant({}, { DATA_DIR: dataDir });
    expect(assistant.incidents.current()).toMatchObject({ symptom: 'login_failed' });
  });

  it.each([
    [['declare']],
    [['declare', '--symptom', 'hujan']],
    [['declare', '--symptom', 'server_error', '--note', 'x'.repeat(301)]],
    [['end', '--symptom', 'server_error']],
    [['menari']],
    [[]],
  ])('explains itself when it is called with %j', async args => {
    const { code, output } = await incident(...args);
    expect(code).toBe(2);
    expect(output).toContain('Pemakaian');
  });

  it('suggests what many users report now, also after a restart', async () => {
    const clock = new FakeClock(new Date().toISOString());
    assistant = await openAssistant({ clock }, { DATA_DIR: dataDir });
    for (let count = 0; count < 10; count++)
      await (await Visitor.open(assistant.url)).say('aplikasi jmo error terus');
    const suggestion = expect.stringContaining('server_error: 10 percakapan dalam 10 menit, biasanya 0');
    expect((await incident('suggest')).output).toEqual(suggestion);
    await assistant.close();
    assistant = undefined;
    expect((await incident('suggest')).output).toEqual(suggestion);
  });
});

describe('a damaged incident file', () => {
  it('is put aside, and the assistant starts without an incident', async () => {
    await writeFile(join(dataDir, 'incident.json'), '{"schema":1,"items":[{"symptom":"hujan"}]}');
    assistant = await openAssistant({}, { DATA_DIR: dataDir });
    expect(assistant.incidents.current()).toBeUndefined();
  });
});
