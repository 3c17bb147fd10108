import { z } from 'zod';
import { appendEvent, sanitizeName } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import {
  lockSubject,
  refreshSubject,
  subjectInput,
  toSubjectColumns,
} from '../subjects/subject.ts';
import { parseInteger } from '../submissions/row-parsers.ts';
import { rated } from './events.ts';
import { MAX_STARS } from './stars.ts';

/**
 * Gives a subject stars, in place of those that the same person gave it before.
 * @throws VektraError `not_found`, `plan_required`, `invalid_input`
 */
export const rate = mutation({
  name: 'ratings.rate',
  access: 'staff',
  feature: 'ratings',
  limit: 'staffChange',
  input: z.object({
    subject: subjectInput,
    stars: z.number().int('number.whole').min(1, 'number.small').max(MAX_STARS, 'number.large'),
  }),
  load: ({ db }, { subject }) => lockSubject(db, subject),
  async run({ db, actor }, { subject, stars }): Promise<void> {
    const columns = { ...toSubjectColumns(subject), user_id: actor.userId };
    const before = await db.table('ratings').where(columns).first('stars');
    if (before && parseInteger(before.stars) === stars) return;
    await Promise.all([
      db
        .table('ratings')
        .insert({ ...columns, user_name: sanitizeName(actor.name), stars, rated_at: db.now })
        .onConflict(['guild_id', 'subject_type', 'subject_id', 'user_id'])
        .merge(),
      appendEvent(db, actor, rated, { subjectId: subject.id, data: { stars } }),
      refreshSubject(db, subject),
    ]);
  },
});
