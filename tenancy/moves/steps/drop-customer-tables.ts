import type { MoveEndpoint } from '../endpoint/move-endpoint.ts';
import { LostLeaseError } from '../move-problem.ts';
import { MOVED_TABLES, RESIDENT_TABLES } from '../moved-tables.ts';

const TENANT_FUNCTIONS = [
  'enter_write(bigint, bigint)',
  'enter_read(bigint, bigint)',
  'enter_fill(bigint, text)',
  'capture_change()',
];

/**
 * Takes our tables out of a customer database; what else its owner has there stays.
 * @throws LostLease when the database is another move's by now
 */
export async function dropCustomerTables(endpoint: MoveEndpoint, token: string): Promise<void> {
  await endpoint.exclusive(async (locked) => {
    await requireRetired(locked, token);
    // One statement: on MySQL, where DDL commits, a mover's death does not interrupt it. The fence
    // row, which stops others, goes last.
    const tables = [
      ...MOVED_TABLES.map(({ name }) => name),
      ...RESIDENT_TABLES.filter((name) => name !== 'guild_fence'),
      'guild_fence',
    ].map((name) => locked.quoteTable(name));
    await locked.query(`DROP TABLE IF EXISTS ${tables.join(', ')}`);
    if (locked.isMysql) return;
    for (const signature of TENANT_FUNCTIONS)
      await locked.query(`DROP FUNCTION IF EXISTS vektra.${signature}`);
  });
  // Refused when its owner keeps something there.
  if (!endpoint.isMysql) await endpoint.query('DROP SCHEMA vektra RESTRICT').catch(() => {});
}

async function requireRetired(endpoint: MoveEndpoint, token: string): Promise<void> {
  const { rows } = await endpoint.query(
    `SELECT 1 FROM ${endpoint.quoteTable('guild_fence')}
      WHERE guild_id = ? AND mode = 'moved' AND move_token = ? FOR UPDATE`,
    [endpoint.guildId, token],
  );
  if (rows.length === 0) throw new LostLeaseError();
}
