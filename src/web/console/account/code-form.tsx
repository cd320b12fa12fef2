import { useId, useRef, useState } from 'preact/hooks';
import { factorStrings as strings } from './strings.ts';

interface CodeFormProps {
  readonly label: string;
  /** What each button does with the code; answers what is wrong, or nothing. */
  readonly actions: readonly {
    readonly title: string;
    readonly primary?: boolean;
    readonly run: (code: string) => Promise<string | undefined>;
  }[];
}

/** A field for a code, and what can be done with it. */
export function CodeForm({ label, actions }: CodeFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const problemId = useId();
  const run = async (action: CodeFormProps['actions'][number]) => {
    const code = field.current?.value.trim() ?? '';
    if (busy || code === '') return field.current?.focus();
    setBusy(true);
    setProblem((await action.run(code)) ?? '');
    setBusy(false);
    if (field.current) field.current.value = '';
  };
  const [first] = actions;
  return (
    <form
      class="fields"
      onSubmit={event => {
        event.preventDefault();
        if (first) void run(first);
      }}
    >
      <label>
        {label}
        <input
          ref={field}
          name="totp"
          inputmode="numeric"
          autocomplete="one-time-code"
          aria-describedby={problemId}
        />
      </label>
      <p class="problem" role="alert" id={problemId}>
        {problem}
      </p>
      <div class="buttons">
        {actions.map((action, index) => (
          <button
            key={action.title}
            type={index === 0 ? 'submit' : 'button'}
            class={action.primary ? 'primary' : 'plain'}
            aria-disabled={busy}
            onClick={index === 0 ? undefined : () => void run(action)}
          >
            {action.title}
          </button>
        ))}
      </div>
    </form>
  );
}

/** Why a code was not taken. */
export const codeRefused = strings.refused;
