import { expect, it } from 'vitest';
import { groupCommit } from '../../src/storage/group-commit.ts';

it('what comes together is committed together, what comes meanwhile with the next run, all in order', async () => {
  const runs: (readonly number[])[] = [];
  const commit = groupCommit<number>(async items => {
    runs.push(items);
    await new Promise(setImmediate);
  });
  const first = Promise.all([commit(1), commit(2)]);
  await Promise.resolve();
  await Promise.all([first, commit(3), commit(4), commit(5)]);
  await commit(6);
  expect(runs).toEqual([[1, 2], [3, 4, 5], [6]]);
});

it('a run that fails fails for those that shared it, and for nobody else', async () => {
  const commit = groupCommit<string>(async items => {
    if (items.includes('bad')) throw new Error('disk full');
  });
  const outcomes = await Promise.allSettled([commit('good'), commit('bad')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(commit('good')).resolves.toBeUndefined();
});
