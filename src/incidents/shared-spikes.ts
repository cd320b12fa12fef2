import type { Database, Statement } from '../storage/postgres/database.ts';
import type { News } from '../storage/postgres/news.ts';
import type { Clock } from '../time-and-chance.ts';
import { createSpikes, reportedIntents, type Spikes, spikeMemory } from './spikes.ts';

/** What is reported to any process is told to all of them: one of many would see only its share and call it chance. */
export function createSharedSpikes(news: News, clock: Clock): Spikes {
  const spikes = createSpikes(clock);
  const { tell } = news.topic('report', { heard, missed() {} });
  return {
    note(report) {
      spikes.note(report);
      if (reportedIntents.includes(report.intent)) tell(`${report.intent}:${report.conversation}`);
    },
    suggestions: spikes.suggestions,
  };

  /** Conversations are counted, so that hearing of one's own reports again changes nothing. */
  function heard(ids: readonly string[]): void {
    for (const id of ids) {
      const [intent = '', conversation = ''] = id.split(':');
      spikes.note({ intent, conversation, at: clock.now() });
    }
  }
}

/** After a start: what the last hours were about, in one statement. */
export async function rememberSharedReports(
  spikes: Pick<Spikes, 'note'>,
  database: Database,
  clock: Clock,
): Promise<void> {
  const rows = await database.run<ReportRow>(findReports, [
    new Date(clock.now() - spikeMemory),
    reportedIntents,
  ]);
  for (const { conversation_id, intent, at } of rows)
    spikes.note({ conversation: conversation_id, intent, at: at.getTime() });
}

interface ReportRow {
  readonly conversation_id: string;
  readonly intent: string;
  readonly at: Date;
}

const findReports: Statement = {
  name: 'find-reports',
  text: `
select conversation_id, more -> 'insight' ->> 'intent' as intent, at from message
where at > $1 and sender = 'user' and more -> 'insight' ->> 'kind' = 'understood'
  and more -> 'insight' ->> 'intent' = any ($2)`,
};
