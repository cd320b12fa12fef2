/** While the panel covers the page, what lies beneath cannot be reached with Tab. */
export function keepFocus(panel: HTMLElement): void {
  panel.addEventListener('keydown', event => {
    if (event.key !== 'Tab' || panel.getAttribute('aria-modal') !== 'true') return;
    const reachable = [...panel.querySelectorAll<HTMLElement>('button, a, textarea, [tabindex="0"]')];
    const visible = reachable.filter(({ offsetParent, tabIndex }) => offsetParent !== null && tabIndex >= 0);
    const [from, to] = event.shiftKey ? [visible[0], visible.at(-1)] : [visible.at(-1), visible[0]];
    if (event.target !== from || !to) return;
    event.preventDefault();
    to.focus();
  });
}
