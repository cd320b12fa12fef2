/** One mistake in dialogs/, intents/ or data/, told so that an editor can correct it without asking anybody. */
export interface ContentProblem {
  /** Path as the editor knows it, e.g. `intents/login_failed.yml`. */
  readonly file: string;
  /** 1-based; 1 when the whole file is meant. */
  readonly line: number;
  readonly problem: string;
  /** What to do about it, one imperative sentence. */
  readonly fix: string;
}

/** `intents/greeting.yml:7: ... -> fix`, the form that editors and terminals turn into a link. */
export function describeProblem({ file, line, problem, fix }: ContentProblem): string {
  return `${file}:${line}: ${problem} -> ${fix}`;
}
