import type { Knex } from 'knex';
import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { toSubjectColumns } from '../subjects/subject.ts';
import { type Subject, submissionSubject } from '../subjects/submission-subject.ts';
import { whereNotReferredTo, whereReferredTo } from '../subjects/where-referred-to.ts';
import { parseIdOrNull, parseText } from '../submissions/row-parsers.ts';
import type { Assignee } from './types.ts';

/** @returns null: nobody takes care of the subject */
export async function readAssignee(db: GuildReader, subject: Subject): Promise<Assignee | null> {
  const row = await db
    .table('assignments')
    .where(toSubjectColumns(subject))
    .first('assignee_id', 'assignee_name');
  return row ? toAssignee(row) : null;
}

/** Who takes care of each of the submissions, in one query for all of them. */
export async function readAssignees(
  db: GuildReader,
  numbers: readonly number[],
): Promise<(number: number) => Assignee | null> {
  if (numbers.length === 0) return () => null;
  const rows = await db
    .table('assignments')
    .where('subject_type', submissionSubject(0).type)
    .whereIn('subject_id', numbers.map(String))
    .limit(numbers.length)
    .select<DatabaseRow[]>('subject_id', 'assignee_id', 'assignee_name');
  const assignees = new Map<unknown, Assignee | null>(
    rows.map((row) => [row.subject_id, toAssignee(row)]),
  );
  return (number) => assignees.get(String(number)) ?? null;
}

/**
 * Restricts a query of submissions to those of which a person takes care.
 * @param assigneeId null: to those of which nobody does
 */
export async function whereAssignedTo(
  db: GuildReader,
  submissions: Knex.QueryBuilder,
  assigneeId: string | null,
): Promise<void> {
  const assignments = () =>
    db.table('assignments').where('subject_type', submissionSubject(0).type);
  if (assigneeId === null) whereNotReferredTo(db, submissions, assignments());
  else await whereReferredTo(db, submissions, () => assignments().where('assignee_id', assigneeId));
}

function toAssignee(row: DatabaseRow): Assignee | null {
  const id = parseIdOrNull(row.assignee_id);
  return id === null ? null : { id, name: parseText(row.assignee_name, 128) };
}
