import type { ListQuery } from '../../conversations/conversation-store.ts';
import { readListQuery } from '../list-parameters.ts';

/** The parameters of the list's address, so that what is seen is what is exported, page after page. Throws `HttpError` 422. */
export function readExportFilter(parameters: string): ListQuery {
  const { cursor: _, limit: __, ...query } = readListQuery(parameters);
  return query;
}
