import type { Database, Statement } from '../../storage/postgres/database.ts';
import type { VerifyReport } from '../conversation-store.ts';

/** Every message that a conversation counts must be there, once. */
export async function verifyMessages(database: Database): Promise<VerifyReport> {
  const rows = await database.run<VerifiedRow>(verify, []);
  const damaged = rows.filter(({ whole }) => !whole);
  return {
    checked: rows.length,
    damaged: damaged.map(({ id }) => ({ file: `conversation ${id}`, problem: 'messages are missing' })),
  };
}

interface VerifiedRow {
  readonly id: string;
  readonly whole: boolean;
}

const verify: Statement = {
  name: 'verify-messages',
  text: `
select c.id, c.last_sequence = coalesce(count(m.sequence), 0) and c.last_sequence = coalesce(max(m.sequence), 0) as whole
from conversation c left join message m on m.conversation_id = c.id
group by c.id order by c.id`,
};
