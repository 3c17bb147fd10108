import { query } from '../operations/guild-operations.ts';
import { requireSubject, subjectInput } from '../subjects/subject.ts';
import { readListens } from './read-listens.ts';
import type { Listen } from './types.ts';

/**
 * Who of the staff has listened to a subject and for how long, the longest first.
 * @throws VektraError `not_found`
 */
export const list = query({
  name: 'listens.list',
  access: 'staff',
  limit: 'staffQuery',
  input: subjectInput,
  async read({ db }, subject): Promise<Listen[]> {
    const [listens] = await Promise.all([readListens(db, subject), requireSubject(db, subject)]);
    return listens;
  },
});
