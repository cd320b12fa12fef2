import type { ComponentChildren } from 'preact';
import { fullMoment, shortMoment } from './format.ts';
import { appStrings } from './strings.ts';

interface PlainTableProps {
  readonly label: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly children: ComponentChildren;
}

/** A table that may be wider than the page: then it scrolls by itself, also by keyboard. */
export function PlainTable({ label, columns, children }: PlainTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section class="wide" aria-label={appStrings.tableOf(label)} tabIndex={0}>
      <table class="plain-table">
        <thead>
          <tr>
            {Object.entries(columns).map(([name, title]) => (
              <th key={name} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={fullMoment(at)}>
      {shortMoment(at)}
    </time>
  );
}
