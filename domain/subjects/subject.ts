import { z } from 'zod';
import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import { createEffect } from '../effects/define-effect.ts';
import { noSubmission } from '../errors/errors.ts';
import { cardEdit } from '../submissions/effects.ts';
import type { Subject } from './submission-subject.ts';

/** A subject as an operation's input. */
export const subjectInput = z.object({
  type: z.literal('submission'),
  id: z.string().regex(/^[1-9][0-9]{0,11}$/, 'id.malformed'),
}) satisfies z.ZodType<Subject>;

/** The columns by which a row refers to its subject. */
export const toSubjectColumns = ({ type, id }: Subject) => ({ subject_type: type, subject_id: id });

/**
 * Locks a subject's row until the commit, so that changes of what is attached to it are in order.
 * @throws VektraError `not_found`
 */
export async function lockSubject(db: GuildWriter, { id }: Subject): Promise<void> {
  const row = await db.table('submissions').where('number', id).forUpdate().first('number');
  if (!row) throw noSubmission(Number(id));
}

/** @throws VektraError `not_found` */
export async function requireSubject(db: GuildReader, { id }: Subject): Promise<void> {
  if (!(await db.table('submissions').where('number', id).first('number')))
    throw noSubmission(Number(id));
}

/** Enqueues what shows the subject on Discord to be rendered again. */
export async function refreshSubject(db: GuildWriter, subject: Subject): Promise<void> {
  await db.enqueue([createEffect(cardEdit, subject, null)]);
}
