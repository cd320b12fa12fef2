import { describe, expect, it, onTestFinished } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { createNews } from '../../src/storage/postgres/news.ts';
import { withinDatabaseTime } from '../../src/storage/postgres/time-budget.ts';
import { systemClock } from '../../src/time-and-chance.ts';
import { newDatabase } from './new-database.ts';
import { until } from './persistent.ts';

async function openNews(listenUrl: string) {
  const database = openDatabase({ url: listenUrl, log: silentLog });
  const news = createNews({ database, listenUrl, clock: systemClock, log: silentLog });
  await news.listen();
  onTestFinished(() => news.close().then(database.close));
  const heard: string[] = [];
  const topic = news.topic('things', { heard: ids => heard.push(...ids), missed() {} });
  return { tell: topic.tell, heard, close: news.close };
}

describe('news', () => {
  it('of a turn that has used up its time is told all the same, and does not hold back what comes after it', async () => {
    const url = await newDatabase();
    const [here, there] = [await openNews(url), await openNews(url)];
    await withinDatabaseTime(0, async () => here.tell('late'));
    here.tell('next');
    await until(() => there.heard.length === 2, 'both are heard');
    expect(there.heard).toEqual(['late', 'next']);
  });

  it('that was gathered when a process ends is told before', async () => {
    const url = await newDatabase();
    const [here, there] = [await openNews(url), await openNews(url)];
    here.tell('last');
    await here.close();
    await until(() => there.heard.length > 0, 'it is heard');
    expect(there.heard).toEqual(['last']);
  });
});
