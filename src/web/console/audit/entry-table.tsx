import type { PresentedEntry } from '../../../console/audit/presented.ts';
import { conversationAddress } from '../address.ts';
import { Moment, PlainTable } from '../plain-table.tsx';
import { type AuditNames, detailsInWords, type ObjectInWords, objectInWords } from './in-words.ts';
import { actionNames, auditStrings as strings } from './strings.ts';

interface EntryTableProps {
  readonly entries: readonly PresentedEntry[];
  readonly names: AuditNames;
}

export function EntryTable({ entries, names }: EntryTableProps) {
  return (
    <PlainTable label={strings.title} columns={strings.columns}>
      {entries.map(entry => (
        <tr key={entry.number}>
          <td class="numbers">{entry.number}</td>
          <td>
            <Moment at={entry.at} />
          </td>
          <td>{nameOf(entry.actor)}</td>
          <td>{actionNames[entry.action]}</td>
          <td class="device">
            <Named {...objectInWords(entry, names)} />
          </td>
          <td class="device">
            {detailsInWords(entry, names).map(phrase => (
              <span key={phrase} class="detail">
                {phrase}
              </span>
            ))}
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

function Named({ text, conversation }: ObjectInWords) {
  return conversation === undefined ? text : <a href={conversationAddress(conversation)}>{text}</a>;
}

function nameOf({ id, name }: PresentedEntry['actor']): string {
  if (id === 'command-line') return strings.commandLine;
  return id === 'unknown' ? strings.unknown : name;
}
