import type { DatabaseRow } from '../../tenancy/types.ts';
import { noSubmission } from '../errors/errors.ts';
import type { MutationScope } from '../operations/guild-operations.ts';

/**
 * Loads a submission's row for a mutation, locked until its commit.
 * @throws VektraError `not_found` for a number that does not exist
 */
export async function lockSubmission(
  { db }: Pick<MutationScope, 'db'>,
  { number }: { number: number },
): Promise<DatabaseRow> {
  const row = await db.table('submissions').where('number', number).forUpdate().first();
  if (!row) throw noSubmission(number);
  return row;
}
