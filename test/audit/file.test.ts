import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answerAudit } from '../../src/audit/audit-commands.ts';
import { openAuditFile } from '../../src/audit/audit-file.ts';
import type { AuditEntry } from '../../src/audit/audit-log.ts';
import { beforeTheFirst, follow } from '../../src/audit/chain.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { describeAuditLog, joko, labelled, rini } from './contract.ts';

async function openFile() {
  const [dataDir, clock] = [await mkdtemp(join(tmpdir(), 'audit-')), new FakeClock()];
  const openLog = () => openAuditFile({ dataDir, clock });
  return {
    dataDir,
    file: join(dataDir, 'audit', 'log.jsonl'),
    clock,
    audit: openLog(),
    another: openLog,
    dispose: () => rm(dataDir, { recursive: true, force: true }),
  };
}

describeAuditLog('a file', openFile);

async function openFilled() {
  const opened = await openFile();
  onTestFinished(opened.dispose);
  const entries = [];
  for (const object of ['a', 'b', 'c']) entries.push(await opened.audit.append(labelled(object)));
  return { ...opened, entries, lines: (await readFile(opened.file, 'utf8')).split('\n').slice(0, -1) };
}

describe('the file of the audit log', () => {
  it('can be read by its owner only', async () => {
    const { file } = await openFilled();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('goes on behind a line that a crash tore', async () => {
    const { file, another } = await openFilled();
    await appendFile(file, '{"number":4,"at":"2026-');
    const again = another();
    expect(await again.append(labelled('d'))).toMatchObject({ number: 4 });
    expect(await again.verify()).not.toHaveProperty('broken');
    expect((await again.page({ limit: 9 })).map(({ object }) => object)).toEqual(['d', 'c', 'b', 'a']);
  });

  it.each([
    ['a word was changed', (lines: string[]) => lines.with(1, lines[1]?.replace('Rini', 'Joko') ?? ''), 2],
    ['an entry was taken out', (lines: string[]) => lines.toSpliced(1, 1), 2],
    ['two entries changed places', ([a = '', b = '', c = '']: string[]) => [a, c, b], 2],
    ['a line was made unreadable', (lines: string[]) => lines.with(0, '{}'), 1],
  ])('tells that %s', async (_, damage, number) => {
    const { file, lines, another } = await openFilled();
    await write(file, damage(lines));
    expect((await another().verify()).broken).toMatchObject({ number });
  });

  it('still takes entries behind a damaged line, and goes on telling of it', async () => {
    const { file, lines, another } = await openFilled();
    await write(file, lines.with(2, 'xx'));
    const again = another();
    expect(await again.append(labelled('d'))).toMatchObject({ number: 4 });
    expect(await again.verify()).toMatchObject({
      entries: 4,
      broken: { number: 3, problem: 'unreadable' },
    });
  });
});

describe('a long audit log', () => {
  it('gives every page as a reader of the whole file sees it, also around lines that cannot be read', async () => {
    const { file, another } = await openFile();
    const entries: AuditEntry[] = [];
    for (let n = 1; n <= 1_200; n += 1) {
      const actor = n % 300 === 0 ? joko : rini;
      entries.push(follow(entries.at(-1) ?? beforeTheFirst, labelled(`pesan-${n}`, actor), n));
    }
    const lines = entries.map(entry => JSON.stringify(entry)).with(599, 'x'.repeat(70_000));
    await mkdir(dirname(file));
    await write(file, lines);
    const readable = entries.toReversed().filter(({ number }) => number !== 600);
    const audit = another();
    for (const before of [undefined, 1_201, 1_000, 640, 601, 600, 599, 400, 31, 2, 1]) {
      const page = await audit.page({ limit: 30, ...(before !== undefined && { before }) });
      const expected = readable.filter(({ number }) => number < (before ?? 9_999)).slice(0, 30);
      expect([before, page]).toEqual([before, expected]);
    }
    const some = await audit.page({ limit: 9, before: 901, actor: joko.id });
    expect(some.map(({ number }) => number)).toEqual([900, 300]);
    expect(await audit.append(labelled('baru'))).toMatchObject({ number: 1_201 });
  });

  it('is not read whole for a page or an entry: one of a terabyte takes both', async () => {
    const { file, lines, another, entries } = await openFilled();
    await rm(file);
    const handle = await open(file, 'w');
    const beyond = 2 ** 40;
    await handle.write(`\n${lines.join('\n')}\n`, beyond);
    await handle.close();
    const again = another();
    expect(await again.page({ limit: 2 })).toEqual([entries[2], entries[1]]);
    expect(await again.append(labelled('d'))).toMatchObject({ number: 4 });
    expect((await again.page({ limit: 1 })).map(({ object }) => object)).toEqual(['d']);
  });
});

describe('npm run -s audit', () => {
  it('verifies the chain, also against a hash that was noted before, and lists what is in it', async () => {
    const { file, lines, entries, another } = await openFilled();
    const audit = (...args: readonly string[]) => answerAudit(args, work => work(another()));
    const [head, middle] = [entries[2]?.hash ?? '', entries[1]?.hash ?? ''];
    const whole = { code: 0, text: `Utuh: 3 catatan, hash terakhir ${head}` };
    expect(await audit('verify')).toEqual(whole);
    expect(await audit('verify', '--head', middle)).toEqual(whole);
    const { text } = await audit('list', '--limit', '1');
    expect(JSON.parse(text)).toMatchObject({ number: 3, action: 'label', object: 'c' });
    await write(file, lines.slice(0, 2));
    const cut = await audit('verify', '--head', head);
    expect(cut).toMatchObject({ code: 1, text: expect.stringContaining('catatan lama dipotong') });
    await write(file, lines.toSpliced(0, 1));
    const broken = await audit('verify');
    expect(broken).toMatchObject({ code: 1, text: expect.stringContaining('catatan nomor 1') });
    for (const args of [['hapus'], [], ['list', '--limit', '0'], ['verify', '--kepala', 'x']])
      expect((await audit(...args)).code).toBe(2);
  });

  it('runs beside a server, on the folder that DATA_DIR names', async () => {
    const { dataDir } = await openFilled();
    const { stdout } = await promisify(execFile)('node_modules/.bin/tsx', ['src/audit/cli.ts', 'verify'], {
      env: { ...process.env, DATA_DIR: dataDir },
    });
    expect(stdout).toMatch(/^Utuh: 3 catatan/);
  });
});

async function write(file: string, lines: readonly string[]): Promise<void> {
  await writeFile(file, lines.map(line => `${line}\n`).join(''));
}
