import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

export interface Chromium {
  readonly executablePath: string;
  /** Libraries that come with it, so that no system package is needed. */
  readonly libraryPath: string;
}

/**
 * Unpacks the Chromium that npm brings into `folder`. In a process of its own, because the package unpacks to the temp
 * folder and would reuse whatever another version left there. The variable of AWS makes it unpack its libraries, too.
 */
export async function unpackChromium(folder: string): Promise<Chromium> {
  const script =
    "import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath())";
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  return { executablePath: stdout, libraryPath: join(folder, 'al2023', 'lib') };
}

/**
 * A real Chromium with all of its security on. The flags only keep it from calling home and from needing the kernel
 * features that containers lack; the package's own list would switch CORS off.
 */
export function launchChromium({ executablePath, libraryPath }: Chromium): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
    env: { ...process.env, LD_LIBRARY_PATH: libraryPath },
  });
}
