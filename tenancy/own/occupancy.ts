import type { Knex } from 'knex';
import { OwnDatabaseError, OwnStatementError } from './errors.ts';

/** What a place for a guild is recognised by. */
export interface OwnSchema {
  /** Names of all tables of the tenant schema. */
  tables: readonly string[];
  /** The newest version that this code knows. */
  version: number;
}

/**
 * One own database holds one guild. Nothing that is read here is believed further than this answer.
 * @param found those of our table names that are there
 * @param options.prefix of a table: a pooler may forget the search path
 * @throws OwnDatabaseError `OCCUPIED` or `SCHEMA_NEWER`
 */
export async function checkOccupancy(
  knex: Knex,
  found: readonly string[],
  options: { guildId: string; schema: OwnSchema; prefix: 'vektra.' | '' },
): Promise<void> {
  const { guildId, schema, prefix } = options;
  if (found.length === 0) return;
  if (!found.includes('schema_ledger')) throw new OwnDatabaseError('OCCUPIED');
  try {
    if (found.includes('guild_fence')) {
      const rows = await knex(`${prefix}guild_fence`).select('guild_id').limit(2);
      if (rows.some((row) => String(row.guild_id) !== guildId))
        throw new OwnDatabaseError('OCCUPIED');
    }
    const [ledger] = await knex(`${prefix}schema_ledger`).max({ version: 'version' });
    if (Number(ledger?.version) > schema.version) throw new OwnDatabaseError('SCHEMA_NEWER');
  } catch (error) {
    throw isOtherShape(error) ? new OwnDatabaseError('OCCUPIED') : error;
  }
}

/** A table of that name without our columns is somebody else's. */
const isOtherShape = (error: unknown): boolean =>
  error instanceof OwnStatementError && ['42703', 'ER_BAD_FIELD_ERROR'].includes(error.code ?? '');
