import { useRef, useState } from 'preact/hooks';
import { panelStrings as strings } from '../strings.ts';
import { Icon } from './icons.tsx';

interface HeaderProps {
  readonly onClose: () => void;
  readonly onStartOver: () => void;
}

/** Title, menu and close button; the menu asks once more before a conversation is given up. */
export function Header({ onClose, onStartOver }: HeaderProps) {
  const [open, setOpen] = useState<'no' | 'menu' | 'question'>('no');
  const menuButton = useRef<HTMLButtonElement>(null);
  const fold = () => {
    setOpen('no');
    menuButton.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || open === 'no') return;
    event.stopPropagation();
    fold();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the buttons inside
    <div class="header" onKeyDown={onKeyDown}>
      <span class="mark">
        <Icon name="chat" />
      </span>
      <h2>{strings.title}</h2>
      <button
        type="button"
        class="round"
        ref={menuButton}
        aria-label={strings.menu}
        aria-expanded={open !== 'no'}
        aria-controls="menu"
        onClick={() => setOpen(open === 'no' ? 'menu' : 'no')}
      >
        <Icon name="menu" />
      </button>
      <button type="button" class="round" aria-label={strings.close} onClick={onClose}>
        <Icon name="close" />
      </button>
      <div id="menu" class="menu" hidden={open === 'no'}>
        {open === 'question' ? (
          <>
            <p role="status">{strings.startOverAsk}</p>
            <button
              type="button"
              class="pill danger"
              onClick={() => {
                setOpen('no');
                onStartOver();
              }}
            >
              {strings.startOverYes}
            </button>
            <button type="button" class="pill" onClick={fold}>
              {strings.startOverNo}
            </button>
          </>
        ) : (
          <button type="button" class="item" onClick={() => setOpen('question')}>
            {strings.startOver}
          </button>
        )}
      </div>
    </div>
  );
}
