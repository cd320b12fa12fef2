import { describe } from 'vitest';
import { openStore } from './console-server.ts';
import { describeHostileQueries } from './hostile-queries.ts';

describe('the list in files', () => describeHostileQueries(async () => (await openStore()).store));
