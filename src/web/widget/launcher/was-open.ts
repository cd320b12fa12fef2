const key = 'jmo-bantuan:open';

/** Was the chat open on the page before? `byDefault` decides for the first page of a visit. */
export function isOpen(byDefault: boolean): boolean {
  try {
    return (sessionStorage.getItem(key) ?? `${byDefault}`) === 'true';
  } catch {
    // Forbidden: every page is the first of its visit.
    return byDefault;
  }
}

export function remember(open: boolean): void {
  try {
    sessionStorage.setItem(key, `${open}`);
  } catch {
    // Forbidden or full: the next page starts as the site wants it.
  }
}
