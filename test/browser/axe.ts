import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe-core finds wrong with the page as it is now, shadow roots included: all rules, WCAG 2.2 AA and its own advice. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await source);
  // Whatever moves has arrived; a colour in between is nobody's fault.
  await page.evaluate(
    'Promise.all(document.getAnimations({ subtree: true }).map(one => one.finished.catch(() => {})))',
    undefined,
  );
  const found: readonly Violation[] = await page.evaluate(
    'axe.run(document).then(({ violations }) => violations)',
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
}
