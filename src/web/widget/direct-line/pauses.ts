/** Waiting that can be cut short, e.g. when the network is back. */
export interface Pauses {
  wait(milliseconds: number): Promise<void>;
  wake(): void;
}

export function createPauses(): Pauses {
  const sleepers = new Set<() => void>();
  return {
    wait: milliseconds =>
      new Promise(resolve => {
        const rise = () => {
          clearTimeout(timer);
          sleepers.delete(rise);
          resolve();
        };
        const timer = setTimeout(rise, milliseconds);
        sleepers.add(rise);
      }),
    wake() {
      for (const rise of [...sleepers]) rise();
    },
  };
}
