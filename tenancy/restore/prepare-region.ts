import type { Knex } from 'knex';
import type { DatabaseRow } from '../types.ts';

/** What was changed in a restored region. */
export interface RestoredRegion {
  region: string;
  /** Deliveries that are looked for on Discord before they are sent. */
  deliveries: number;
  /** Guilds whose numbers of demos go on behind those handed out after the backup. */
  counters: number;
}

/**
 * A backup has deliveries that went out after it, and counters that stand before numbers which
 * people have been told since. Every delivery counts as one whose outcome is unknown: the worker
 * finds its marker on Discord, and sends only what is not there. How far numbers went, the control
 * database knows of demos that were open last.
 * @param mover passes row security
 */
export async function prepareRegion(
  control: Knex,
  mover: Knex,
  region: string,
): Promise<RestoredRegion> {
  const deliveries = await mover('outbox')
    .whereNull('first_sent_at')
    .update({ first_sent_at: mover.ref('created_at') });
  const highestNumbers: DatabaseRow[] = await control('open_items as o')
    .join('guilds as g', 'g.guild_id', 'o.guild_id')
    .where({ 'g.kind': 'managed', 'g.region': region })
    .groupBy('o.guild_id')
    .select('o.guild_id')
    .max({ number: 'o.number' });
  const { rowCount } = await mover.raw(
    `INSERT INTO guild_counters (guild_id, name, value)
     SELECT g, 'submission', n FROM unnest(?::bigint[], ?::bigint[]) AS highest (g, n)
     ON CONFLICT (guild_id, name) DO UPDATE SET value = excluded.value
       WHERE guild_counters.value < excluded.value`,
    [
      highestNumbers.map((row) => String(row.guild_id)),
      highestNumbers.map((row) => String(row.number)),
    ],
  );
  return { region, deliveries, counters: rowCount };
}
