import type { GuildWriter } from '../../tenancy/types.ts';

/**
 * The next number of the guild. The counter's row lock holds until the commit: no gaps, no doubles.
 */
export async function nextNumber(db: GuildWriter): Promise<number> {
  const [updated, row] = await Promise.all([
    db
      .table('guild_counters')
      .where('name', 'submission')
      .update({ value: db.expression('value + 1') }),
    db.table('guild_counters').where('name', 'submission').first('value'),
  ]);
  if (updated === 1 && row) return Number(row.value);
  await db.table('guild_counters').insert({ name: 'submission', value: 0 }).onConflict().ignore();
  return nextNumber(db);
}
