import { panelStrings as strings } from '../strings.ts';
import { Icon } from './icons.tsx';

/** A page that opens in its own tab and learns nothing about this one. */
export function LinkCard({ title, url }: { title: string; url: string }) {
  return (
    <a class="link" href={url} target="_blank" rel="noopener noreferrer">
      {title}
      <Icon name="newTab" />
      <span class="unseen"> {strings.newTab}</span>
    </a>
  );
}
