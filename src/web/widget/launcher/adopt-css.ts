/** Gives a shadow root a style sheet without a `<style>` element, which a strict content security policy would block. */
export function adoptCss(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // Safari before 16.4 cannot construct style sheets.
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}
