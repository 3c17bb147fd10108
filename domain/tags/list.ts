import { query } from '../operations/guild-operations.ts';
import { requireSubject, subjectInput } from '../subjects/subject.ts';
import { readSubjectTags, readTags } from './read-tags.ts';

/**
 * The tags that the guild uses, for suggestions and filters.
 * @throws VektraError `not_found`, `plan_required`
 */
export const list = query({
  name: 'tags.list',
  access: 'staff',
  feature: 'tags',
  limit: 'staffQuery',
  read: ({ db }) => readTags(db),
});

/**
 * The tags of one subject. @throws as {@link list}, `not_found` also for one that does not exist
 */
export const listOfSubject = query({
  name: 'tags.list_of_subject',
  access: 'staff',
  feature: 'tags',
  limit: 'staffQuery',
  input: subjectInput,
  async read({ db }, subject): Promise<string[]> {
    const [tags] = await Promise.all([readSubjectTags(db, subject), requireSubject(db, subject)]);
    return tags;
  },
});
