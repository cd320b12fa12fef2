import { describeFaults } from './short-form.ts';

describeFaults('embedded');
