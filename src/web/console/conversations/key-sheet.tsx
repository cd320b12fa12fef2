import { useRef } from 'preact/hooks';
import { keyStrings as strings } from './strings.ts';
import { useKeys } from './use-keys.ts';

/** What the keys do, on a sheet that `?` opens. */
export function KeySheet() {
  const sheet = useRef<HTMLDialogElement>(null);
  const open = () => sheet.current?.showModal();
  useKeys({ '?': open });
  return (
    <>
      <button type="button" class="plain key-button" onClick={open}>
        <span class="key-word">{strings.open}</span> <kbd>?</kbd>
      </button>
      <dialog ref={sheet} class="key-sheet" aria-labelledby="key-sheet-title">
        <h2 id="key-sheet-title">{strings.title}</h2>
        <dl>
          {strings.keys.map(([keys, does]) => (
            <div key={does}>
              <dt>
                {keys.map(key => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <button type="submit" class="plain">
            {strings.close}
          </button>
        </form>
      </dialog>
    </>
  );
}
