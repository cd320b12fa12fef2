import { useEffect, useRef } from 'preact/hooks';

interface ShownOnceProps {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
}

/** A secret that the server does not tell again, ready to be copied. */
export function ShownOnce({ label, hint, text }: ShownOnceProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), [text]);
  return (
    <div class="notice once" role="status">
      <label>
        {label}
        <input ref={field} readOnly value={text} onFocus={event => event.currentTarget.select()} />
      </label>
      <p>{hint}</p>
    </div>
  );
}
