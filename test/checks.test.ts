import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

/** Runs one of the project's own scripts; what it printed when it fails, nothing otherwise. */
async function complaintsOf(script: string): Promise<string> {
  try {
    await run('npm', ['run', '--silent', script]);
    return '';
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return stdout + stderr || String(error);
  }
}

describe('the tree itself', () => {
  it('has types that hold, in the server and in the browser', async () => {
    expect(await complaintsOf('typecheck')).toBe('');
  }, 180_000);

  it('is formatted and free of lint', async () => {
    expect(await complaintsOf('lint')).toBe('');
  }, 60_000);

  it('has content without mistakes', async () => {
    expect(await complaintsOf('content')).toBe('');
  }, 60_000);
});
