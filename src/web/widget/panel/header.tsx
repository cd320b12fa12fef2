import { useEffect, useRef, useState } from 'preact/hooks';
import { panelStrings as strings } from '../strings.ts';
import { Icon } from './icons.tsx';
import { StartOverQuestion } from './start-over-question.tsx';

interface HeaderProps {
  readonly onClose: () => void;
  readonly onStartOver: () => void;
}

/** Title, menu and close button. Escape and a tap elsewhere fold the menu. */
export function Header({ onClose, onStartOver }: HeaderProps) {
  const [menu, setMenu] = useState<'folded' | 'open' | 'question'>('folded');
  const header = useRef<HTMLDivElement>(null);
  const menuButton = useRef<HTMLButtonElement>(null);
  const unfolded = menu !== 'folded';

  useEffect(() => {
    const root = header.current?.getRootNode();
    if (!unfolded || !root) return;
    const foldOutside = ({ target }: Event) => {
      if (target instanceof Node && !header.current?.contains(target)) setMenu('folded');
    };
    root.addEventListener('pointerdown', foldOutside);
    return () => root.removeEventListener('pointerdown', foldOutside);
  }, [unfolded]);

  const fold = () => {
    setMenu('folded');
    menuButton.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !unfolded) return;
    event.stopPropagation();
    fold();
  };
  const startOver = () => {
    setMenu('folded');
    onStartOver();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the buttons inside
    <div class="header" ref={header} onKeyDown={onKeyDown}>
      <span class="mark">
        <Icon name="chat" />
      </span>
      <h2>{strings.title}</h2>
      <button
        type="button"
        class="round"
        ref={menuButton}
        aria-label={strings.menu}
        aria-expanded={unfolded}
        onClick={() => setMenu(unfolded ? 'folded' : 'open')}
      >
        <Icon name="menu" />
      </button>
      <button type="button" class="round" aria-label={strings.close} onClick={onClose}>
        <Icon name="close" />
      </button>
      {unfolded && (
        <div class="menu">
          {menu === 'question' ? (
            <StartOverQuestion onYes={startOver} onNo={fold} />
          ) : (
            <button type="button" class="item" onClick={() => setMenu('question')}>
              {strings.startOver}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
