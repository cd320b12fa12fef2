import { readConfig } from '../../../src/config.ts';
import { startAssistant } from '../../../src/main.ts';
import { crashPoints, passing } from '../crash-points.ts';

/**
 * The assistant as `npm start` runs it, with one addition: at the CRASH_AFTER-th time that a turn comes by CRASH_AT the
 * process kills itself as `kill -9` does. Tells its parent its address and, when asked, what it holds.
 */
const { CRASH_AT = '', CRASH_AFTER = '1', WEB_DIR = '' } = process.env;
const crashAt = crashPoints.find(point => point === CRASH_AT);
let left = Number(CRASH_AFTER);

const between = passing(point => {
  if (point !== crashAt) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
});

const assistant = await startAssistant(readConfig(), { webDir: WEB_DIR, ...(crashAt && { between }) });
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
// Nobody is left to stop it.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.once('SIGTERM', () => void assistant.close().then(() => process.exit(0)));
