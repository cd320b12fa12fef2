import { inject } from 'vitest';
import { describeFaults } from '../faults/short-form.ts';

/** Those in which the store has a part; the others are the same on files, and on demand on both. */
const ofTheStore = ['R1', 'R2', 'R3', 'R4', 'R8', 'R10', 'R11', 'R12', 'R15'];

describeFaults('postgresql', { postgresUrl: inject('postgresUrl'), only: ofTheStore });
