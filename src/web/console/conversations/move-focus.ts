/** To the next row (1) or the one before (-1); from anywhere else to the first. False when there is none. */
export function moveFocus(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('.conversations tbody a')];
  const at = rows.findIndex(row => row.matches(':focus'));
  const from = at === -1 ? rows.findIndex(row => row.matches('[aria-current]')) : at;
  const next = from === -1 ? rows[0] : rows[from + step];
  next?.focus();
  return next !== undefined;
}
