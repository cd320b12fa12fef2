import { describe, expect, it } from 'vitest';
import { goldenChats } from './chats.ts';
import { unsaid } from './unsaid.ts';

describe('golden chats, all together,', () => {
  it('are there', () => {
    expect(goldenChats().length).toBeGreaterThanOrEqual(20);
  });

  it('leave no sentence of dialogs/ unsaid', () => {
    expect(unsaid(goldenChats().map(({ text }) => text))).toEqual([]);
  });
});
