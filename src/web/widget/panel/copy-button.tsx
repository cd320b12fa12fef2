import { useState } from 'preact/hooks';
import { panelStrings as strings } from '../strings.ts';

interface CopyButtonProps {
  readonly text: string;
  /** Only the newest: otherwise a long chat would be a long way with the Tab key. The menu copies everything. */
  readonly inTabOrder: boolean;
}

/** Only pages with TLS may write to the clipboard; on others there is no button. */
export function CopyButton({ text, inTabOrder }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  if (!('clipboard' in navigator)) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => {},
    );
  return (
    <button type="button" class="copy" tabIndex={inTabOrder ? 0 : -1} onClick={copy}>
      {copied ? strings.copied : strings.copy}
    </button>
  );
}
