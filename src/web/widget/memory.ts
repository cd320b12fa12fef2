/** Small values that outlive a page. Where the browser forbids storage they live as long as the page does. */
export interface Memory {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

export function createMemory(kind: 'localStorage' | 'sessionStorage', prefix = 'jmo-bantuan:'): Memory {
  const fallback = new Map<string, string>();
  return {
    get(key) {
      try {
        return fallback.get(key) ?? window[kind].getItem(prefix + key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    set(key, value) {
      try {
        window[kind].setItem(prefix + key, value);
        fallback.delete(key);
      } catch {
        // Forbidden or full: what stands there is older than what is kept here.
        fallback.set(key, value);
      }
    },
  };
}
