import { useLayoutEffect, useRef } from 'preact/hooks';
import { factorStrings as strings } from './strings.ts';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onStored: () => void;
}

/** Shown once, until somebody says that they have them. */
export function RecoveryCodes({ codes, onStored }: RecoveryCodesProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <div class="recovery">
      <h2 ref={heading} tabIndex={-1}>
        {strings.recoveryTitle}
      </h2>
      <p>{strings.recovery}</p>
      <ul class="codes" aria-label={strings.recoveryList}>
        {codes.map(code => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <button type="button" class="primary" onClick={onStored}>
        {strings.stored}
      </button>
    </div>
  );
}
