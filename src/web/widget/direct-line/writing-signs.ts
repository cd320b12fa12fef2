/** In milliseconds: each sign costs a phone a request, and the server remembers one for a little longer. */
const every = 4_000;

/** Has `tell` called while somebody writes, at once and then every few seconds. */
export function createWritingSigns(tell: () => void) {
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    typed(): void {
      const now = performance.now();
      if (now - toldAt < every) return;
      toldAt = now;
      tell();
    },
    /** What is written next is worth a sign of its own. */
    sent(): void {
      toldAt = Number.NEGATIVE_INFINITY;
    },
  };
}
