import type { Knex } from 'knex';
import type { GuildReader } from '../../tenancy/types.ts';

/** With more subjects than this, a row is looked up for each submission of the list instead. */
const MAX_LISTED_SUBJECTS = 2_000;

/**
 * Restricts a query of submissions to those to which rows of another table refer.
 * @param findRows makes a query of rows with `subject_id`, of submissions only
 */
export async function whereReferredTo(
  db: GuildReader,
  submissions: Knex.QueryBuilder,
  findRows: () => Knex.QueryBuilder,
): Promise<void> {
  const rows = await findRows()
    .limit(MAX_LISTED_SUBJECTS + 1)
    .select('subject_id');
  if (rows.length <= MAX_LISTED_SUBJECTS) {
    const numbers = rows
      .map(({ subject_id }: { subject_id: unknown }) => Number(subject_id))
      .filter(Number.isSafeInteger);
    submissions.whereIn('number', numbers);
    return;
  }
  // The list finds a page of what is common soon, in its own order.
  submissions.whereExists(ofSubmission(db, findRows()));
}

/** Restricts a query of submissions to those to which no row of another table refers. */
export const whereNotReferredTo = (
  db: GuildReader,
  submissions: Knex.QueryBuilder,
  rows: Knex.QueryBuilder,
): unknown => submissions.whereNotExists(ofSubmission(db, rows));

function ofSubmission(db: GuildReader, rows: Knex.QueryBuilder): Knex.QueryBuilder {
  const numberText =
    db.engine === 'postgres'
      ? 'submissions.number::text'
      : 'convert(submissions.number, char) collate utf8mb4_bin';
  return rows.where('subject_id', db.expression(numberText)).select('subject_id');
}
