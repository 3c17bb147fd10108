import type { MoveEndpoint } from '../endpoint/move-endpoint.ts';
import { LostLeaseError } from '../move-problem.ts';
import { MOVED_TABLES, RESIDENT_TABLES } from '../moved-tables.ts';

const TENANT_FUNCTIONS = [
  'enter_write(bigint, bigint)',
  'enter_read(bigint, bigint)',
  'enter_fill(bigint, text)',
  'capture_change()',
];

/** Takes our tables out of a customer database; what else its owner has there stays. */
export async function dropCustomerTables(endpoint: MoveEndpoint, token: string): Promise<void> {
  const tables = [
    ...MOVED_TABLES.map(({ name }) => name),
    ...RESIDENT_TABLES.filter((name) => name !== 'guild_fence'),
  ];
  if (endpoint.isMysql) {
    // One statement, which a mover's death does not interrupt; the fence row, which stops others,
    // goes last.
    const list = [...tables, 'guild_fence'].map((name) => endpoint.quoteTable(name));
    await endpoint.query(`DROP TABLE IF EXISTS ${list.join(', ')}`);
    return;
  }
  await endpoint.transaction('mover', async (query) => {
    const { rows } = await query(
      `SELECT 1 FROM vektra.guild_fence WHERE guild_id = ? AND mode = 'moved' AND move_token = ? FOR UPDATE`,
      [endpoint.guildId, token],
    );
    if (rows.length === 0) throw new LostLeaseError();
    for (const name of [...tables, 'guild_fence'])
      await query(`DROP TABLE IF EXISTS vektra."${name}"`);
    for (const signature of TENANT_FUNCTIONS)
      await query(`DROP FUNCTION IF EXISTS vektra.${signature}`);
  });
  // Refused when its owner keeps something there.
  await endpoint.query('DROP SCHEMA vektra RESTRICT').catch(() => {});
}
