/**
 * Runs `commit` for what comes in, one run after the other. What comes while one is under way shares the next one, so what many
 * bring together costs as much as one does. All that shared a run reject when it fails.
 */
export function groupCommit<T = void>(
  commit: (items: readonly T[]) => Promise<void>,
): (item: T) => Promise<void> {
  let waiting: T[] = [];
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  return item => {
    waiting.push(item);
    next ??= running.then(() => {
      const items = waiting;
      waiting = [];
      next = undefined;
      const run = commit(items);
      running = run.catch(() => {});
      return run;
    });
    return next;
  };
}
