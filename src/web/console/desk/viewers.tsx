import { deskStrings as strings } from './strings.ts';
import type { Watched } from './use-watch.ts';

/** Colleagues who have the same chat open, so that two do not write at once. */
export function Viewers({ viewers, visitorTyping, late }: Omit<Watched, 'typed'>) {
  const lines = [
    ...viewers.filter(({ typing }) => typing).map(({ name }) => strings.writes(name)),
    ...namesLine(viewers.filter(({ typing }) => !typing).map(({ name }) => name)),
    ...(visitorTyping ? [strings.visitorWrites] : []),
    ...(late ? [strings.late] : []),
  ];
  return (
    <p class="viewers small" role="status">
      {lines.map(line => (
        <span key={line}>{line}</span>
      ))}
    </p>
  );
}

function namesLine(names: readonly string[]): string[] {
  return names.length === 0 ? [] : [strings.alsoHere(names.join(', '))];
}
