import type { Side } from '../place/side.ts';
import { LostLease } from '../problem.ts';
import { RESIDENT, TABLES } from '../tables.ts';

const FUNCTIONS = [
  'enter_write(bigint, bigint)',
  'enter_read(bigint, bigint)',
  'enter_fill(bigint, text)',
  'capture_change()',
];

/** Takes our tables out of a guild's own database; what else its owner has there stays. */
export async function dropOwn(side: Side, token: string): Promise<void> {
  const tables = [
    ...TABLES.map(({ name }) => name),
    ...RESIDENT.filter((name) => name !== 'guild_fence'),
  ];
  if (side.isMysql) {
    // Each DDL statement is its own transaction; the fence row, which stops others, goes last.
    for (const name of [...tables, 'guild_fence'])
      await side.run(`DROP TABLE IF EXISTS \`${name}\``);
    return;
  }
  await side.transaction('mover', async (run) => {
    const { rows } = await run(
      `SELECT 1 FROM vektra.guild_fence WHERE guild_id = ? AND mode = 'moved' AND move_token = ? FOR UPDATE`,
      [side.guildId, token],
    );
    if (rows.length === 0) throw new LostLease();
    for (const name of [...tables, 'guild_fence'])
      await run(`DROP TABLE IF EXISTS vektra."${name}"`);
    for (const signature of FUNCTIONS) await run(`DROP FUNCTION IF EXISTS vektra.${signature}`);
  });
  // Refused when its owner keeps something there.
  await side.run('DROP SCHEMA vektra RESTRICT').catch(() => {});
}
