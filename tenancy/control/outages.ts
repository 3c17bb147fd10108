import type { Knex } from 'knex';

/** A customer database that does not answer. */
export interface Outage {
  guildId: string;
  /** An OwnDatabaseCode as strangers may see it. */
  code: string;
  since: number;
  lastSeenAt: number;
  /** When the admins were told; null: not yet. */
  notifiedAt: number | null;
}

/**
 * Nothing is recorded for a database where the guild no longer is: a cache may be older than a
 * move.
 */
export async function recordOutage(
  control: Knex,
  outage: { guildId: string; secretRef: string; code: string; now: number },
): Promise<void> {
  const { guildId, secretRef, code, now } = outage;
  await control.raw(
    `INSERT INTO own_outages (guild_id, code, since, seen_at)
     SELECT guild_id, ?, ?, ? FROM guilds WHERE guild_id = ? AND secret_ref = ?
     ON CONFLICT (guild_id) DO UPDATE SET code = excluded.code, seen_at = excluded.seen_at`,
    [code, now, now, guildId, secretRef],
  );
}

/**
 * It answers again.
 * @param reachedAt when work that succeeded began, ms: what failed later is a new failure
 */
export async function clearOutage(
  control: Knex,
  guildId: string,
  reachedAt: number,
): Promise<void> {
  await control('own_outages')
    .where('guild_id', guildId)
    .where('seen_at', '<=', reachedAt)
    .delete();
}

export async function findOutage(control: Knex, guildId: string): Promise<Outage | null> {
  const row = await control('own_outages').where('guild_id', guildId).first();
  return row ? toOutage(row) : null;
}

/** Those that are not over: the ones nobody was told of, then the others; the oldest first. */
export async function listOutages(control: Knex, limit = 200): Promise<Outage[]> {
  const rows = await control('own_outages').orderByRaw('told_at IS NOT NULL, since').limit(limit);
  return rows.map(toOutage);
}

/** Of several workers one tells. @returns whether it is this one */
export async function claimOutageNotification(
  control: Knex,
  guildId: string,
  now: number,
): Promise<boolean> {
  const claimed = await control('own_outages')
    .where('guild_id', guildId)
    .whereNull('told_at')
    .update({ told_at: now });
  return claimed === 1;
}

/** Nobody could be told: the next sweep claims it again. @param claimedAt `now` of the claim */
export async function releaseOutageNotification(
  control: Knex,
  guildId: string,
  claimedAt: number,
): Promise<void> {
  await control('own_outages')
    .where({ guild_id: guildId, told_at: claimedAt })
    .update({ told_at: null });
}

/** The server's owner, and whoever connected the database. */
export async function findOutageRecipients(control: Knex, guildId: string): Promise<string[]> {
  const { rows } = await control.raw(
    `SELECT owner_id AS id FROM guild_profiles WHERE guild_id = :guildId
      UNION
     SELECT s.created_by FROM guilds g JOIN database_secrets s ON s.secret_ref = g.secret_ref
      WHERE g.guild_id = :guildId`,
    { guildId },
  );
  return rows.map((row: { id: string }) => row.id);
}

const toOutage = (row: Record<string, string | null>): Outage => ({
  guildId: String(row.guild_id),
  code: String(row.code),
  since: Number(row.since),
  lastSeenAt: Number(row.seen_at),
  notifiedAt: row.told_at === null ? null : Number(row.told_at),
});
