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
        return window[kind].getItem(prefix + key) ?? fallback.get(key);
      } catch {
        return fallback.get(key);
      }
    },
    set(key, value) {
      fallback.set(key, value);
      try {
        window[kind].setItem(prefix + key, value);
      } catch {
        // Forbidden or full: the fallback has it.
      }
    },
  };
}
