import type { Knex } from 'knex';
import { CustomerDatabaseError } from '../errors.ts';
import { PROBE } from './engine-test.ts';

/**
 * Inserts, changes, reads and deletes the probe row.
 * @throws CustomerDatabaseError `DATABASE` if it does not come back as written: the database is not
 *   UTF-8, and cannot store what artists write
 */
export async function writeAndRead(trx: Knex, table: string): Promise<void> {
  await trx(table).insert({ id: PROBE.id, note: '' });
  await trx(table).where('id', PROBE.id).update({ note: PROBE.note });
  const [row] = await trx(table).select('id', 'note');
  if (String(row?.id) !== PROBE.id || row?.note !== PROBE.note)
    throw new CustomerDatabaseError('DATABASE');
  await trx(table).where('id', PROBE.id).delete();
}
