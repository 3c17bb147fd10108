import type { Knex } from 'knex';
import type { DatabaseRow, Placement } from '../types.ts';

/** The registry row of a guild with its plan grants, in one query. */
export async function loadPlacement(control: Knex, guildId: string): Promise<Placement | null> {
  const result = await control.raw(
    `SELECT g.guild_id, g.kind, g.engine, g.region, g.epoch, g.state, g.schema_version,
            g.secret_ref, g.secret_version, g.bucket_ref, g.bucket_version,
            COALESCE((SELECT json_agg(json_build_object('plan', p.plan, 'startsAt', p.starts_at, 'endsAt', p.ends_at))
                        FROM plan_grants p WHERE p.guild_id = g.guild_id), '[]') AS grants
       FROM guilds g WHERE g.guild_id = ?`,
    [guildId],
  );
  const row = result.rows[0] as DatabaseRow | undefined;
  if (!row || row.state === 'provisioning') return null;
  return {
    guildId: row.guild_id,
    kind: row.kind,
    engine: row.engine,
    region: row.region,
    secret: row.secret_version && { ref: row.secret_ref, version: row.secret_version },
    bucket: row.bucket_ref && { ref: row.bucket_ref, version: row.bucket_version },
    epoch: row.epoch,
    state: row.state,
    schemaVersion: row.schema_version,
    grants: row.grants,
  };
}

/**
 * Makes room for a guild in a region's cluster. Two steps, each repeatable: the registry row as
 * `provisioning`, the fence row in the database, then `active`. A crash between them is finished by
 * the next call, in the region that the first one chose.
 * @param insertFence inserts the guild's open fence row at the epoch, unless it is there
 */
export async function provisionGuild(
  control: Knex,
  guild: { guildId: string; region: string; schemaVersion: number; now: number },
  insertFence: (region: string, epoch: string) => Promise<void>,
): Promise<{ created: boolean }> {
  const inserted = await control.raw(
    `INSERT INTO guilds (guild_id, kind, region, epoch, state, schema_version, change_seq, created_at)
     VALUES (?, 'managed', ?, 1, 'provisioning', ?, 0, ?) ON CONFLICT (guild_id) DO NOTHING`,
    [guild.guildId, guild.region, guild.schemaVersion, guild.now],
  );
  const row = await control('guilds')
    .where('guild_id', guild.guildId)
    .first('region', 'epoch', 'state');
  if (row.state === 'provisioning') {
    await insertFence(row.region, row.epoch);
    await control('guilds')
      .where({ guild_id: guild.guildId, state: 'provisioning' })
      .update({ state: 'active' });
  }
  return { created: inserted.rowCount === 1 };
}

export interface GuildProfile {
  guildId: string;
  name: string;
  icon: string | null;
  ownerId: string;
}

/** What the gateway tells of a server that the bot is in. */
export async function saveGuildProfiles(
  control: Knex,
  profiles: readonly GuildProfile[],
  now: number,
): Promise<void> {
  if (profiles.length === 0) return;
  await control('guild_profiles')
    .insert(
      profiles.map(({ guildId, name, icon, ownerId }) => ({
        guild_id: guildId,
        name,
        icon,
        owner_id: ownerId,
        present: true,
        seen_at: now,
      })),
    )
    .onConflict('guild_id')
    .merge();
}

/** The bot was removed from the server. Its data stays; only the picker forgets it. */
export async function markGuildAbsent(control: Knex, guildId: string, now: number): Promise<void> {
  await control('guild_profiles')
    .where('guild_id', guildId)
    .update({ present: false, seen_at: now });
}

/** Of these guilds, those that the bot is in, with the region of those that have one. */
export async function listPresentGuilds(
  control: Knex,
  guildIds: readonly string[],
): Promise<{ guildId: string; name: string; icon: string | null }[]> {
  if (guildIds.length === 0) return [];
  const rows = await control('guild_profiles')
    .whereIn('guild_id', [...guildIds])
    .where('present', true)
    .select('guild_id', 'name', 'icon');
  return rows.map((row) => ({ guildId: row.guild_id, name: row.name, icon: row.icon }));
}

/** @returns null when the gateway never told */
export async function getGuildName(control: Knex, guildId: string): Promise<string | null> {
  const row = await control('guild_profiles').where('guild_id', guildId).first('name');
  return row?.name ?? null;
}

/** @returns by id; guilds that are not known are not in it */
export async function getGuildNames(
  control: Knex,
  guildIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await control('guild_profiles')
    .whereIn('guild_id', [...new Set(guildIds)])
    .select('guild_id', 'name');
  return new Map(rows.map((row) => [String(row.guild_id), row.name]));
}

/** Guilds that have a placement, by id. */
export async function listGuildIdsAfter(
  control: Knex,
  after: string,
  limit: number,
): Promise<string[]> {
  return control('guilds')
    .where('state', 'active')
    .where('guild_id', '>', after)
    .orderBy('guild_id')
    .limit(limit)
    .pluck('guild_id');
}

/** Guilds in databases of their own, by id. */
export async function listCustomerDatabaseGuildIdsAfter(
  control: Knex,
  after: string,
  limit: number,
): Promise<string[]> {
  return control('guilds')
    .where({ kind: 'own', state: 'active' })
    .where('guild_id', '>', after)
    .orderBy('guild_id')
    .limit(limit)
    .pluck('guild_id');
}
