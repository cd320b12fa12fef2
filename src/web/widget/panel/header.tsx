import { useEffect, useRef, useState } from 'preact/hooks';
import { launcherStrings, panelStrings as strings } from '../strings.ts';
import { Icon } from './icons.tsx';
import { Menu, type MenuProps } from './menu.tsx';

interface HeaderProps extends MenuProps {
  /** Name of the person who holds the chat; `undefined` while the bot does. */
  readonly person: string | undefined;
  /** `undefined`: the chat cannot be closed. */
  readonly onClose: (() => void) | undefined;
}

/** Title, who answers, menu and close button. Escape and a tap elsewhere fold the menu. */
export function Header({ person, onClose, onPerson, onCopy, onStartOver, onErase }: HeaderProps) {
  const [unfolded, setUnfolded] = useState(false);
  const header = useRef<HTMLDivElement>(null);
  const menuButton = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const root = header.current?.getRootNode();
    if (!unfolded || !root) return;
    const foldOutside = ({ target }: Event) => {
      if (target instanceof Node && !header.current?.contains(target)) setUnfolded(false);
    };
    root.addEventListener('pointerdown', foldOutside);
    return () => root.removeEventListener('pointerdown', foldOutside);
  }, [unfolded]);

  const fold = () => {
    setUnfolded(false);
    menuButton.current?.focus();
  };
  const folding = (act: () => void) => () => {
    setUnfolded(false);
    act();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !unfolded) return;
    event.stopPropagation();
    fold();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the buttons inside
    <div class="header" ref={header} onKeyDown={onKeyDown}>
      <span class={person ? 'mark person' : 'mark'}>
        <Icon name={person ? 'person' : 'chat'} />
      </span>
      <h2>
        {launcherStrings.title}
        {person && <small>{strings.withPerson(person)}</small>}
      </h2>
      <button
        type="button"
        class="round"
        ref={menuButton}
        aria-label={strings.menu}
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
      >
        <Icon name="menu" />
      </button>
      {onClose && (
        <button type="button" class="round" aria-label={launcherStrings.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      )}
      {unfolded && (
        <div class="menu">
          <Menu
            onPerson={folding(onPerson)}
            onCopy={onCopy}
            onStartOver={folding(onStartOver)}
            onErase={folding(onErase)}
            onFold={fold}
          />
        </div>
      )}
    </div>
  );
}
