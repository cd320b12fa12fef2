interface FormEndProps {
  /** What is wrong with the form, in words; empty when nothing is. */
  readonly problem?: string;
  readonly submit: string;
}

/** How a form ends: what is wrong, said aloud, and the button that sends it. */
export function FormEnd({ problem = '', submit }: FormEndProps) {
  return (
    <>
      <p class="problem" role="alert">
        {problem}
      </p>
      <div class="buttons">
        <button type="submit" class="plain">
          {submit}
        </button>
      </div>
    </>
  );
}
