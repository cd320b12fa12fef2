import type { Browser, Page } from 'playwright-core';
import type { Network } from './networks.ts';

export interface Opening {
  readonly page: 'widget' | 'web-chat';
  readonly network: string;
  /** From the click to an input that takes text, in milliseconds. */
  readonly usable: number;
  /** From the click to the first answer to "lupa sandi", written as soon as there was an input, in milliseconds. */
  readonly answered: number;
}

interface OpeningOptions {
  readonly url: string;
  readonly page: Opening['page'];
  readonly network: Network;
}

/** No request of a slow run is worth more patience, in milliseconds. */
const timeout = 180_000;

/** One visit with an empty cache. */
export async function measureOpening(
  browser: Browser,
  { url, page: kind, network }: OpeningOptions,
): Promise<Opening> {
  const context = await browser.newContext({ locale: 'id-ID' });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(timeout);
    await slowDown(page, network);
    await page.goto(`${url}/${kind}`);
    await page.getByRole('button', { name: /Bantuan/ }).waitFor();
    await page.evaluate(stopwatch);
    await page.getByRole('button', { name: /Bantuan/ }).click();
    const input = page.getByRole('textbox').first();
    await input.fill('lupa sandi');
    await input.press('Enter');
    await page.getByText('lupa kata sandi').first().waitFor();
    const { usable, answered } = await page.evaluate<Pick<Opening, 'usable' | 'answered'>>('readStopwatch()');
    return { page: kind, network: network.name, usable: Math.round(usable), answered: Math.round(answered) };
  } finally {
    await context.close();
  }
}

/** Runs in the page, so that only what the visitor waits for is measured, and not the way to the browser and back. */
const stopwatch = `
  let clicked, usable;
  const all = root => [...root.querySelectorAll('*')].flatMap(one => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const look = () => {
    const input = all(document).find(one => one.matches('textarea, input') && one.offsetWidth > 0 && !one.disabled);
    if (input) usable = performance.now() - clicked;
    else setTimeout(look, 5);
  };
  document.addEventListener('click', () => {
    clicked = performance.now();
    setTimeout(look);
  }, { capture: true, once: true });
  window.readStopwatch = () => ({ usable, answered: performance.now() - clicked });
`;

async function slowDown(page: Page, { latency, throughput, cpuSlowdown }: Network): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
}
