import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { isStaff } from '../actors/policies.ts';
import { VektraError } from '../errors/errors.ts';
import { appendEvent, sanitizeName } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import {
  lockSubject,
  refreshSubject,
  subjectInput,
  toSubjectColumns,
} from '../subjects/subject.ts';
import { assigned } from './events.ts';
import { readAssignee } from './read-assignments.ts';
import type { Assignee } from './types.ts';

/**
 * Somebody of the staff takes care of a subject, in place of whoever did.
 * @throws VektraError `not_found`, `plan_required`, `invalid_input` for whoever is not staff
 */
export const assign = mutation({
  name: 'assignments.assign',
  access: 'staff',
  feature: 'assignment',
  limit: 'staffChange',
  input: z.object({
    subject: subjectInput,
    /**
     * Another person, with their permissions as Discord says them; never what a browser sent.
     * Absent: whoever calls.
     */
    assignee: z.custom<Actor>((value) => typeof value === 'object' && value !== null).optional(),
  }),
  fingerprint: ({ subject, assignee }) => ({ subject, assigneeId: assignee?.userId ?? null }),
  load: ({ db }, { subject }) => lockSubject(db, subject),
  async run({ db, actor, settings }, { subject, assignee = actor }): Promise<Assignee> {
    if (assignee.guildId !== actor.guildId || !(await isStaff(assignee, await settings())))
      throw new VektraError('invalid_input', {
        fields: [{ field: 'member', problem: 'assignee.not_staff' }],
      });
    const { userId: id, name } = assignee;
    const before = await readAssignee(db, subject);
    if (before?.id === id) return before;
    const after = { id, name: sanitizeName(name) };
    await Promise.all([
      db
        .table('assignments')
        .insert({
          ...toSubjectColumns(subject),
          assignee_id: after.id,
          assignee_name: after.name,
          assigned_by_id: actor.userId,
          assigned_by_name: sanitizeName(actor.name),
          assigned_at: db.now,
        })
        .onConflict(['guild_id', 'subject_type', 'subject_id'])
        .merge(),
      appendEvent(db, actor, assigned, {
        subjectId: subject.id,
        data: { assigneeId: after.id, assigneeName: after.name },
      }),
      refreshSubject(db, subject),
    ]);
    return after;
  },
});
