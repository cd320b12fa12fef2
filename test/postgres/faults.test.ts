import { inject } from 'vitest';
import { describeFaults } from '../faults/short-form.ts';

describeFaults('postgresql', inject('postgresUrl'));
