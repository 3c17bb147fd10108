import type { Knex } from 'knex';
import type { DatabaseRow } from '../types.ts';

/** A server as the operator's list shows it. No content of the guild. */
export interface TenantSummary {
  guildId: string;
  name: string | null;
  present: boolean;
  kind: 'managed' | 'own';
  region: string;
  state: string;
  schemaVersion: number;
  createdAt: number;
  grants: { plan: string; startsAt: number; endsAt: number | null }[];
}

/**
 * Servers that have a placement, by id, newest first.
 * @param query.search part of the name, or the beginning of the id
 * @param query.before the last id of the page before
 */
export async function listTenants(
  control: Knex,
  query: { search?: string; before?: string; limit: number },
): Promise<TenantSummary[]> {
  const rows = await control('guilds as g')
    .leftJoin('guild_profiles as p', 'p.guild_id', 'g.guild_id')
    .modify((builder) => {
      if (query.before) builder.where('g.guild_id', '<', query.before);
      if (query.search) {
        const text = query.search.replace(/[\\%_]/g, (character) => `\\${character}`);
        builder.where((either) =>
          either
            .whereILike('p.name', `%${text}%`)
            .orWhereRaw('g.guild_id::text LIKE ?', [`${text}%`]),
        );
      }
    })
    .orderBy('g.guild_id', 'desc')
    .limit(query.limit)
    .select(
      'g.guild_id',
      'p.name',
      'p.present',
      'g.kind',
      'g.region',
      'g.state',
      'g.schema_version',
      'g.created_at',
      control.raw(
        `COALESCE((SELECT json_agg(json_build_object('plan', x.plan, 'startsAt', x.starts_at, 'endsAt', x.ends_at))
                     FROM plan_grants x WHERE x.guild_id = g.guild_id), '[]') AS grants`,
      ),
    );
  return rows.map((row: DatabaseRow) => ({
    guildId: row.guild_id,
    name: row.name,
    present: row.present === true,
    kind: row.kind,
    region: row.region,
    state: row.state,
    schemaVersion: row.schema_version,
    createdAt: Number(row.created_at),
    grants: row.grants,
  }));
}
