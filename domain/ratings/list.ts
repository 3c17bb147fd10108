import { query } from '../operations/guild-operations.ts';
import { requireSubject, subjectInput } from '../subjects/subject.ts';
import { readRatings } from './read-ratings.ts';
import type { Rating } from './types.ts';

/**
 * Who gave a subject how many stars, the newest first.
 * @throws VektraError `not_found`, `plan_required`
 */
export const list = query({
  name: 'ratings.list',
  access: 'staff',
  feature: 'ratings',
  limit: 'staffQuery',
  input: subjectInput,
  async read({ db }, subject): Promise<Rating[]> {
    const [ratings] = await Promise.all([readRatings(db, subject), requireSubject(db, subject)]);
    return ratings;
  },
});
