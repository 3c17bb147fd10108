import { z } from 'zod';
import { VektraError } from '../errors/errors.ts';
import { appendEvent } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import {
  lockSubject,
  refreshSubject,
  subjectInput,
  toSubjectColumns,
} from '../subjects/subject.ts';
import { tagAdded } from './events.ts';
import { MAX_TAGS, MAX_TAGS_PER_SUBJECT, readSubjectTags } from './read-tags.ts';
import { tagName, toTagId } from './tag-name.ts';

/**
 * Adds a tag to a subject; a tag that it already has stays as it is. The first use decides how a
 * tag is written.
 * @throws VektraError `not_found`, `plan_required`, `invalid_input`, also when there are too many
 * tags
 * @returns the subject's tags
 */
export const add = mutation({
  name: 'tags.add',
  access: 'staff',
  feature: 'tags',
  limit: 'staffChange',
  input: z.object({ subject: subjectInput, tag: tagName }),
  load: ({ db }, { subject }) => lockSubject(db, subject),
  async run({ db, actor }, { subject, tag }): Promise<string[]> {
    const id = toTagId(tag);
    const columns = toSubjectColumns(subject);
    // Merged, not ignored: that locks the row, so that no removal deletes it for having no subject.
    await db
      .table('tags')
      .insert({ id, name: tag, created_at: db.now })
      .onConflict(['guild_id', 'id'])
      .merge(['id']);
    const [row, total, existing] = await Promise.all([
      db.table('tags').where('id', id).first('name'),
      db.table('tags').count({ n: '*' }).first(),
      db.table('subject_tags').where(columns).limit(MAX_TAGS_PER_SUBJECT).select('tag_id'),
    ]);
    if (existing.some(({ tag_id }) => tag_id === id)) return readSubjectTags(db, subject);
    if (Number(total?.n) > MAX_TAGS) throw tooMany('tag.too_many_in_guild', MAX_TAGS);
    if (existing.length >= MAX_TAGS_PER_SUBJECT)
      throw tooMany('tag.too_many', MAX_TAGS_PER_SUBJECT);
    await Promise.all([
      db
        .table('subject_tags')
        .insert({ ...columns, tag_id: id, at: db.now })
        // A customer database may hold more tags of a subject than were read.
        .onConflict(['guild_id', 'subject_type', 'subject_id', 'tag_id'])
        .ignore(),
      appendEvent(db, actor, tagAdded, { subjectId: subject.id, data: { tag: row?.name ?? tag } }),
      refreshSubject(db, subject),
    ]);
    return readSubjectTags(db, subject);
  },
});

const tooMany = (problem: string, max: number) =>
  new VektraError('invalid_input', { fields: [{ field: 'tag', problem, values: { max } }] });
