export type InTurn<Key> = ReturnType<typeof createInTurn<Key>>;

/** Runs work of one key strictly one after the other; different keys side by side. */
export function createInTurn<Key>() {
  const last = new Map<Key, Promise<unknown>>();

  return {
    run<T>(key: Key, work: () => Promise<T>): Promise<T> {
      const result = (last.get(key) ?? Promise.resolve()).then(work);
      const settled = result.then(
        () => {},
        () => {},
      );
      last.set(key, settled);
      void settled.then(() => {
        if (last.get(key) === settled) last.delete(key);
      });
      return result;
    },

    /** Resolves when everything that was begun has ended. */
    async idle(): Promise<void> {
      while (last.size > 0) await Promise.all(last.values());
    },
  };
}
