import { z } from 'zod';
import type { GuildWriter } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import { appendEvent, sanitizeName } from '../events/append-event.ts';
import { MAX_POSITION_MS } from '../notes/note-length.ts';
import { mutation } from '../operations/guild-operations.ts';
import { lockSubject, subjectInput, toSubjectColumns } from '../subjects/subject.ts';
import type { Subject } from '../subjects/submission-subject.ts';
import { firstListened } from './events.ts';
import { MAX_REPORT_MS, TRACK_MAX_LENGTH } from './limits.ts';

/**
 * Adds what somebody of the staff has heard of a subject since their last report. Sent every 15 s
 * while something plays, so it is cheap: an event only when nobody had listened before.
 * @throws VektraError `not_found`, `invalid_input`
 */
export const record = mutation({
  name: 'listens.record',
  access: 'staff',
  limit: 'listenReport',
  input: z.object({
    subject: subjectInput,
    /** As the player names it: `file:<id>`. */
    track: z
      .string()
      .max(TRACK_MAX_LENGTH, 'text.too_long')
      .regex(/^[a-z]+:[\w-]+$/, 'id.malformed'),
    /** Where it was at the end of what is reported, ms from its beginning. */
    positionMs: z
      .number()
      .int('number.whole')
      .min(0, 'number.small')
      .max(MAX_POSITION_MS, 'number.large'),
    /** ms of the track. */
    heardMs: z
      .number()
      .int('number.whole')
      .min(1, 'number.small')
      .max(MAX_REPORT_MS, 'number.large'),
  }),
  load: ({ db, actor }, { subject }) => isFirstListen(db, actor, subject),
  async run({ db, actor, loaded: isFirst }, { subject, track, positionMs, heardMs }) {
    const latest = {
      user_name: sanitizeName(actor.name),
      last_at: db.now,
      track,
      position_ms: positionMs,
    };
    await Promise.all([
      db
        .table('listens')
        .insert({
          ...toSubjectColumns(subject),
          user_id: actor.userId,
          heard_ms: heardMs,
          first_at: db.now,
          ...latest,
        })
        .onConflict(['guild_id', 'subject_type', 'subject_id', 'user_id'])
        .merge({ ...latest, heard_ms: db.expression('?? + ?', ['listens.heard_ms', heardMs]) }),
      isFirst && appendEvent(db, actor, firstListened, { subjectId: subject.id, data: {} }),
    ]);
  },
});

/**
 * Whoever has no row of a subject locks it first, so that of two who begin at once one is the
 * first. All later reports lock nothing but their own row.
 */
async function isFirstListen(db: GuildWriter, actor: Actor, subject: Subject): Promise<boolean> {
  const rows = () => db.table('listens').where(toSubjectColumns(subject));
  if (await rows().where('user_id', actor.userId).first('user_id')) return false;
  await lockSubject(db, subject);
  return !(await rows().first('user_id'));
}
