import { z } from 'zod';
import { appendEvent } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import {
  lockSubject,
  refreshSubject,
  subjectInput,
  toSubjectColumns,
} from '../subjects/subject.ts';
import { tagRemoved } from './events.ts';
import { readSubjectTags } from './read-tags.ts';
import { tagName, toTagId } from './tag-name.ts';

/**
 * Removes a tag from a subject, and from the guild's tags if it was its last one.
 * @throws VektraError `not_found`, `plan_required`, `invalid_input`
 * @returns the subject's tags
 */
export const remove = mutation({
  name: 'tags.remove',
  access: 'staff',
  feature: 'tags',
  limit: 'staffChange',
  input: z.object({ subject: subjectInput, tag: tagName }),
  load: ({ db }, { subject }) => lockSubject(db, subject),
  async run({ db, actor }, { subject, tag }): Promise<string[]> {
    const id = toTagId(tag);
    // Locked, so that nobody adds it while it is deleted for having no subject.
    const row = await db.table('tags').where('id', id).forUpdate().first('name');
    const removed = await db
      .table('subject_tags')
      .where({ ...toSubjectColumns(subject), tag_id: id })
      .delete();
    if (removed > 0) {
      const other = await db.table('subject_tags').where('tag_id', id).first('tag_id');
      await Promise.all([
        other ? null : db.table('tags').where('id', id).delete(),
        appendEvent(db, actor, tagRemoved, {
          subjectId: subject.id,
          data: { tag: row?.name ?? tag },
        }),
        refreshSubject(db, subject),
      ]);
    }
    return readSubjectTags(db, subject);
  },
});
