import { query } from '../operations/guild-operations.ts';
import { OPEN_STATUSES } from '../submissions/status.ts';
import { type OldestFirstPage, pageInput, readOldestFirst } from './read-oldest-first.ts';

/**
 * The demos that wait for a decision, longest wait first.
 * @throws VektraError `not_found` unless staff, `invalid_input`
 */
export const listQueue = query({
  name: 'review.list_queue',
  access: 'staff',
  limit: 'staffQuery',
  input: pageInput,
  read: ({ db, deps }, page): Promise<OldestFirstPage> =>
    readOldestFirst(db, deps, OPEN_STATUSES, page),
});
