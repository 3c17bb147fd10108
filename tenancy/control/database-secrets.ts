import type { Knex } from 'knex';
import type { Engine, Row } from '../types.ts';

/**
 * `candidate`: tested, not in use yet. `retired`: not needed any more. `revoked`: to be destroyed at
 * once. The worker destroys both: nobody else may.
 */
export type SecretState = 'candidate' | 'active' | 'retired' | 'revoked' | 'destroyed';

/** A database secret as it may be shown: where it lies and how it fares, never what it says. */
export interface DatabaseSecret {
  ref: string;
  guildId: string;
  engine: Engine;
  version: number;
  state: SecretState;
  /** e.g. `PostgreSQL 16.3`, as tested. */
  server: string;
  createdBy: string;
  createdAt: number;
  changedAt: number;
  lastUsedAt: number | null;
}

const parse = (row: Row): DatabaseSecret => ({
  ref: row.secret_ref,
  guildId: row.guild_id,
  engine: row.engine,
  version: row.version,
  state: row.state,
  server: row.server,
  createdBy: row.created_by,
  createdAt: Number(row.created_at),
  changedAt: Number(row.changed_at),
  lastUsedAt: row.last_used_at === null ? null : Number(row.last_used_at),
});

export async function addDatabaseSecret(
  control: Knex,
  secret: Omit<DatabaseSecret, 'changedAt' | 'lastUsedAt' | 'state'>,
): Promise<void> {
  await control('database_secrets').insert({
    secret_ref: secret.ref,
    guild_id: secret.guildId,
    engine: secret.engine,
    version: secret.version,
    state: 'candidate',
    server: secret.server,
    created_by: secret.createdBy,
    created_at: secret.createdAt,
    changed_at: secret.createdAt,
  });
}

export async function findDatabaseSecret(
  control: Knex,
  key: { guildId: string; ref: string },
): Promise<DatabaseSecret | null> {
  const row = await control('database_secrets')
    .where({ guild_id: key.guildId, secret_ref: key.ref })
    .first();
  return row ? parse(row) : null;
}

export async function updateDatabaseSecret(
  control: Knex,
  ref: string,
  change: { state?: SecretState; version?: number; server?: string; now: number },
): Promise<void> {
  await control('database_secrets')
    .where('secret_ref', ref)
    .update({
      ...(change.state ? { state: change.state } : {}),
      ...(change.version ? { version: change.version } : {}),
      ...(change.server ? { server: change.server } : {}),
      changed_at: change.now,
    });
}

/** Notes that a process opened connections with it; at most once a minute. */
export async function touchDatabaseSecret(control: Knex, ref: string, now: number): Promise<void> {
  await control('database_secrets')
    .where('secret_ref', ref)
    .where((either) => either.whereNull('last_used_at').orWhere('last_used_at', '<', now - 60_000))
    .update({ last_used_at: now });
}

/** Newest first. @param query.before `createdAt` of the last one of the page before */
export async function listDatabaseSecrets(
  control: Knex,
  query: { guildId?: string; before?: number; limit: number },
): Promise<DatabaseSecret[]> {
  const rows = await control('database_secrets')
    .where(query.guildId ? { guild_id: query.guildId } : {})
    .modify((builder) => {
      if (query.before !== undefined) builder.where('created_at', '<', query.before);
    })
    .orderBy('created_at', 'desc')
    .limit(query.limit);
  return rows.map(parse);
}

/**
 * Takes a secret out of use at once: the guild's database cannot be opened any more until its admin
 * connects it again. A worker destroys the secret.
 */
export async function revokeDatabaseSecret(
  control: Knex,
  secret: { ref: string; now: number },
): Promise<void> {
  await control.transaction(async (trx) => {
    await trx('guilds').where('secret_ref', secret.ref).update({ secret_version: null });
    await updateDatabaseSecret(trx, secret.ref, { state: 'revoked', now: secret.now });
  });
}

/** The server's admins see that an operator asks for new credentials. */
export async function askForRotation(
  control: Knex,
  ask: { guildId: string; now: number },
): Promise<void> {
  await control('guilds').where('guild_id', ask.guildId).update({ rotation_asked_at: ask.now });
}
