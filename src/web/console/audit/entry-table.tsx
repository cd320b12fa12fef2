import type { PresentedEntry } from '../../../console/audit/presented.ts';
import { conversationAddress } from '../address.ts';
import { Moment, PlainTable } from '../plain-table.tsx';
import { actionNames, auditStrings as strings } from './strings.ts';

export function EntryTable({ entries }: { entries: readonly PresentedEntry[] }) {
  return (
    <PlainTable label={strings.title} columns={strings.columns}>
      {entries.map(({ number, at, actor, action, object, details }) => (
        <tr key={number}>
          <td class="numbers">{number}</td>
          <td>
            <Moment at={at} />
          </td>
          <td>{nameOf(actor)}</td>
          <td>{actionNames[action]}</td>
          <td class="device">
            {aboutConversations.has(action) && isConversation.test(object) ? (
              <a href={conversationAddress(object)}>{object.slice(0, 8)}…</a>
            ) : (
              <code>{object}</code>
            )}
          </td>
          <td class="device">
            {Object.entries(details).map(([name, value]) => (
              <span key={name} class="detail">
                {name}: {String(value)}
              </span>
            ))}
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

/** Whose object is the id of a conversation. */
const aboutConversations: ReadonlySet<string> = new Set([
  'take-over',
  'release',
  'assign',
  'retry-delivery',
  'unmask',
  'export',
  'privacy-request',
]);
const isConversation = /^[A-Za-z0-9_-]{22,64}$/;

function nameOf({ id, name }: PresentedEntry['actor']): string {
  if (id === 'command-line') return strings.commandLine;
  return id === 'unknown' ? strings.unknown : name;
}
