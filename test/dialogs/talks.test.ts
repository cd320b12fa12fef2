import { describe, expect, it } from 'vitest';
import { readContacts } from '../../src/content/contacts.ts';
import { createDialogs, talkIds } from '../../src/dialogs/create-dialogs.ts';
import { readDialogWords } from '../../src/dialogs/dialog-words.ts';

describe('the talks of the assistant', () => {
  it('are those that an intent may open, no more and no fewer', () => {
    const read = readContacts('.');
    if ('problems' in read) throw new Error('data/contacts.yml has mistakes');
    const { talks } = createDialogs({
      ...readDialogWords('.', read.contacts),
      messages: [],
      demo: true,
    });
    expect([...talks.ids].sort()).toEqual([...talkIds].sort());
  });
});
