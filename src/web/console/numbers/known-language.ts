/**
 * To be imported before uPlot, which asks for a number format of the browser's language as soon as it is loaded. Chromium under
 * LANG=C calls it "en-US@posix", which no format knows, and the whole console would stay empty.
 */
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'id-ID', configurable: true });
}
