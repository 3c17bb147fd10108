import type { Knex } from 'knex';
import { CustomerDatabaseError, CustomerStatementError } from '../errors.ts';

/** The tables by which a guild's database is recognised. */
export interface ExpectedSchema {
  /** Names of all tables of the tenant schema. */
  tables: readonly string[];
  /** The newest version that this code knows. */
  version: number;
}

/**
 * One own database holds one guild. Nothing that is read here is believed further than this answer.
 * @param foundTables those of our table names that are there
 * @param options.prefix of a table: a pooler may forget the search path
 * @throws CustomerDatabaseError `OCCUPIED` or `SCHEMA_NEWER`
 */
export async function checkOccupancy(
  knex: Knex,
  foundTables: readonly string[],
  options: { guildId: string; schema: ExpectedSchema; prefix: 'vektra.' | '' },
): Promise<void> {
  const { guildId, schema, prefix } = options;
  if (foundTables.length === 0) return;
  if (!foundTables.includes('schema_ledger')) throw new CustomerDatabaseError('OCCUPIED');
  try {
    if (foundTables.includes('guild_fence')) {
      const rows = await knex(`${prefix}guild_fence`).select('guild_id').limit(2);
      if (rows.some((row) => String(row.guild_id) !== guildId))
        throw new CustomerDatabaseError('OCCUPIED');
    }
    const [ledger] = await knex(`${prefix}schema_ledger`).max({ version: 'version' });
    if (Number(ledger?.version) > schema.version) throw new CustomerDatabaseError('SCHEMA_NEWER');
  } catch (error) {
    throw isMissingColumn(error) ? new CustomerDatabaseError('OCCUPIED') : error;
  }
}

/** A table of that name without our columns is somebody else's. */
const isMissingColumn = (error: unknown): boolean =>
  error instanceof CustomerStatementError &&
  ['42703', 'ER_BAD_FIELD_ERROR'].includes(error.code ?? '');
