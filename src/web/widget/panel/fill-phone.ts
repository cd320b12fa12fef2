const phone = matchMedia('(max-width: 480px)');

/**
 * On phones the panel fills the screen; then it also follows the part of it that the on-screen keyboard leaves free, so
 * that the input stays in sight.
 */
export function fillPhone(panel: HTMLElement): void {
  const viewport = window.visualViewport;
  viewport?.addEventListener('resize', follow);
  viewport?.addEventListener('scroll', follow);
  follow();

  function follow(): void {
    panel.setAttribute('aria-modal', String(phone.matches));
    // A visitor who has zoomed in wants to look around in the panel, not to see it shrink.
    const free = phone.matches && viewport?.scale === 1;
    panel.style.setProperty('height', free ? `${viewport.height}px` : '');
    panel.style.setProperty('top', free ? `${viewport.offsetTop}px` : '');
  }
}
