import { useState } from 'preact/hooks';
import { panelStrings as strings } from '../strings.ts';
import { Question } from './question.tsx';

export interface MenuProps {
  /** Asks the bot for a person. */
  readonly onPerson: () => void;
  /** The conversation as plain text. */
  readonly onCopy: () => string;
  readonly onStartOver: () => void;
  readonly onErase: () => void;
}

/** What can be done at any time. `onFold` puts the menu away. */
export function Menu({ onPerson, onCopy, onStartOver, onErase, onFold }: MenuProps & { onFold: () => void }) {
  const [asked, setAsked] = useState<'startOver' | 'erase'>();
  const copy = () => navigator.clipboard.writeText(onCopy()).then(onFold, onFold);

  if (asked === 'startOver') {
    return (
      <Question text={strings.startOverAsk} yes={strings.startOverYes} onYes={onStartOver} onNo={onFold} />
    );
  }
  if (asked === 'erase') {
    return <Question text={strings.eraseAsk} yes={strings.eraseYes} onYes={onErase} onNo={onFold} />;
  }
  return (
    <>
      <Item title={strings.person} onClick={onPerson} />
      {/* Only pages with TLS may write to the clipboard. */}
      {'clipboard' in navigator && <Item title={strings.copyAll} onClick={copy} />}
      <Item title={strings.startOver} onClick={() => setAsked('startOver')} />
      <Item title={strings.erase} onClick={() => setAsked('erase')} />
      <p class="quiet">{strings.sharedPhone}</p>
    </>
  );
}

function Item({ title, onClick }: { title: string; onClick: () => void }) {
  return (
    <button type="button" class="item" onClick={onClick}>
      {title}
    </button>
  );
}
