import fc from 'fast-check';
import { expect, it } from 'vitest';
import { copyOf, keptMemory, memoryOf } from '../../src/dialogs/kept-memory.ts';
import { Memory } from '../../src/dialogs/memory.ts';

it('a copy is what a trip through JSON would make', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const written = JSON.stringify(value);
      fc.pre(!written.includes('"__proto__"'));
      expect(JSON.stringify(copyOf(value))).toBe(written);
    }),
  );
});

it('a copy leaves out what is undefined, and sets nothing that all objects inherit', () => {
  expect(copyOf({ a: undefined, b: [{ c: undefined, d: 1 }] })).toStrictEqual({ b: [{ d: 1 }] });
  const copy = copyOf(JSON.parse('{"__proto__":{"admin":true},"b":1}')) as Record<string, unknown>;
  expect(copy).toStrictEqual({ b: 1 });
  expect(copy.admin).toBeUndefined();
});

it('what a turn changes in its memory changes nothing that was kept', () => {
  const memory = Memory.parse({ lastSaid: ['halo'] });
  const kept = keptMemory(memory);
  memory.lastSaid.push('lagi');
  const next = memoryOf(kept);
  next.lastSaid.push('lain');
  next.dialogs.dialogStack.push({ id: 'guide', state: {} });
  expect(memoryOf(kept)).toStrictEqual(Memory.parse({ lastSaid: ['halo'] }));
});

it('refuses a memory from elsewhere that no version of ours has kept', () => {
  expect(() => memoryOf({ lastSaid: 'halo' })).toThrow();
});
