import { once } from 'node:events';
import { startAssistant } from '../../../src/assistant.ts';
import { soundContent } from '../../../src/checked-content.ts';
import { readConfig } from '../../../src/config.ts';
import { createUnderstanding } from '../../../src/understanding/create-understanding.ts';
import { passing } from '../crash-points.ts';
import { StartOrder } from './start-order.ts';

/**
 * The assistant as `npm start` runs it, as soon as its parent says so, with one addition: where it is told to crash the process
 * kills itself as `kill -9` does. Tells its parent its address and, when asked, what it holds.
 */
// Nobody is left to stop it.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
const ordered = once(process, 'message');

// What does not depend on the order is loaded before it comes: that is most of a start.
const config = readConfig();
const content = await soundContent(config.contentDir);
const understanding = createUnderstanding({
  content: content.understanding,
  kind: config.understanding,
  cacheDir: config.modelDir,
});
const [order] = await ordered;
const { crash } = StartOrder.parse(order);
let left = crash?.after ?? 0;

const between = passing(point => {
  if (point !== crash?.at) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
});

const { WEB_DIR = '' } = process.env;
const assistant = await startAssistant(config, {
  content,
  understanding,
  webDir: WEB_DIR,
  ...(crash && { between }),
});
process.send?.({ url: assistant.url });

process.on('message', async () => {
  // What is let go of in finalizers is there until the next collection.
  for (let collection = 0; collection < 2; collection += 1) {
    globalThis.gc?.();
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  const { heapUsed, rss } = process.memoryUsage();
  process.send?.({
    heapUsed,
    rss,
    handles: process.getActiveResourcesInfo().length,
  });
});
process.once('SIGTERM', () => void assistant.close().then(() => process.exit(0)));
