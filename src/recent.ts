/** Remembers the `capacity` most recently used values. */
export function createRecent<Key, Value>(capacity: number) {
  const values = new Map<Key, Value>();

  return {
    get(key: Key): Value | undefined {
      const value = values.get(key);
      if (value !== undefined) touch(key, value);
      return value;
    },
    set(key: Key, value: Value): void {
      touch(key, value);
      const [oldest] = values.keys();
      if (values.size > capacity && oldest !== undefined) values.delete(oldest);
    },
    forget(key: Key): void {
      values.delete(key);
    },
  };

  function touch(key: Key, value: Value): void {
    values.delete(key);
    values.set(key, value);
  }
}
