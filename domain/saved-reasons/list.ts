import { query } from '../operations/guild-operations.ts';
import { readReasons } from './read-reasons.ts';

/**
 * The label's saved reasons, in its order.
 * @throws VektraError `not_found` unless staff, `plan_required`
 */
export const list = query({
  name: 'savedReasons.list',
  access: 'staff',
  feature: 'saved_reasons',
  limit: 'staffQuery',
  read: ({ db }) => readReasons(db),
});
