import type { Knex } from 'knex';
import type { DatabaseRow, Engine } from '../types.ts';
import { type OperatorAuditEntry, withOperatorAudit } from './operator-audit.ts';

/**
 * The life cycle of a database secret. Its state follows from what refers to it: a guild's registry
 * row, a setup session, or a move (see moves/record/uses-secret.ts for which ones).
 *
 * | state       | referred to by              | next state |
 * |-------------|-----------------------------|------------|
 * | `candidate` | a setup session, or nothing | `active`, in the transaction that makes a move or
 * the registry refer to it; `retired` when it is discarded, or 20 minutes later |
 * | `active`    | the registry, or a move     | `retired` when nothing refers to it any more |
 * | `retired`   | nothing                     | `destroyed`; it is never taken into use again |
 * | `revoked`   | at most an unfinished move  | `destroyed` as soon as no unfinished move needs it
 * |
 * | `destroyed` | nothing                     | none: Vault has no version of it any more |
 *
 * An operator can revoke it in every state but the last. Only the worker destroys: see
 * storage/sweep-secrets.ts.
 */
export type SecretState = 'candidate' | 'active' | 'retired' | 'revoked' | 'destroyed';

/**
 * After a new version is taken into use every process has forgotten the one before by then, and its
 * connections have ended: twice the time for which a placement is cached.
 */
export const SECRET_DRAIN_MS = 150_000;

/** A database secret as it may be shown: its path and state, never its value. */
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
  /**
   * When older versions may be destroyed, because none of their connections is left, epoch ms; null
   * when there are none, or none any more.
   */
  oldVersionsEndAt: number | null;
}

/** A secret in a list of those of all guilds: of a database, or of a bucket for files. */
export interface ListedSecret extends Omit<DatabaseSecret, 'engine'> {
  engine: Engine | 's3';
  /** When an operator asked the guild's admins to replace it; null when nobody did. */
  rotationRequestedAt: number | null;
}

const toDatabaseSecret = (row: DatabaseRow): DatabaseSecret => ({
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
  oldVersionsEndAt:
    row.state === 'active' && row.version > row.destroyed_below
      ? Number(row.changed_at) + SECRET_DRAIN_MS
      : null,
});

export async function addDatabaseSecret(
  control: Knex,
  secret: Omit<DatabaseSecret, 'changedAt' | 'lastUsedAt' | 'oldVersionsEndAt' | 'state'>,
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
  return row ? toDatabaseSecret(row) : null;
}

/**
 * Takes a secret into use, in the transaction that makes something refer to it: from then on no
 * sweep destroys it.
 * @returns false when it is retired, revoked, destroyed or unknown
 */
export async function activateDatabaseSecret(
  trx: Knex,
  secret: { ref: string; now: number },
): Promise<boolean> {
  const changed = await trx('database_secrets')
    .where('secret_ref', secret.ref)
    .whereIn('state', ['candidate', 'active'])
    .update({ state: 'active', changed_at: secret.now });
  return changed === 1;
}

/** Gives a candidate up, for the worker to destroy; one in any other state is left alone. */
export async function retireCandidate(
  control: Knex,
  secret: { guildId: string; ref: string; now: number },
): Promise<void> {
  await control('database_secrets')
    .where({ guild_id: secret.guildId, secret_ref: secret.ref, state: 'candidate' })
    .update({ state: 'retired', changed_at: secret.now });
}

/**
 * Notes that a version was written and is the one in use: in the registry, where the guild still is
 * at that epoch and with that secret, and in the secret's own row. Versions only rise.
 */
export async function setSecretVersion(
  control: Knex,
  secret: {
    guildId: string;
    epoch: string;
    ref: string;
    version: number;
    server: string;
    now: number;
  },
): Promise<void> {
  const { ref, version } = secret;
  await control.transaction(async (trx) => {
    await trx('database_secrets')
      .where('secret_ref', ref)
      .where('version', '<', version)
      .update({ version, server: secret.server, changed_at: secret.now });
    await trx('guilds')
      .where({ guild_id: secret.guildId, epoch: secret.epoch, secret_ref: ref })
      .where('secret_version', '<', version)
      .update({ secret_version: version, rotation_asked_at: null });
  });
}

/** Notes that a process opened connections with it; at most once a minute. */
export async function touchDatabaseSecret(control: Knex, ref: string, now: number): Promise<void> {
  await control('database_secrets')
    .where('secret_ref', ref)
    .where((either) => either.whereNull('last_used_at').orWhere('last_used_at', '<', now - 60_000))
    .update({ last_used_at: now });
}

/**
 * Of databases and of buckets, newest first.
 * @param query.before `createdAt` and `ref` of the last one of the page before
 */
export async function listSecrets(
  control: Knex,
  query: { guildId?: string; before?: { at: number; id: string }; limit: number },
): Promise<ListedSecret[]> {
  const columns = `secret_ref, guild_id, version, state, created_by, created_at, changed_at,
    last_used_at, destroyed_below`;
  const { rows } = await control.raw(
    `SELECT s.* FROM (
       SELECT ${columns}, engine, server,
              (SELECT g.rotation_asked_at FROM guilds g WHERE g.secret_ref = d.secret_ref)
         FROM database_secrets d
        UNION ALL
       SELECT ${columns}, 's3', 'S3', rotation_asked_at FROM file_buckets
     ) s
     WHERE (:guildId::bigint IS NULL OR s.guild_id = :guildId)
       AND (:at::bigint IS NULL OR (s.created_at, s.secret_ref) < (:at, :ref::text))
     ORDER BY s.created_at DESC, s.secret_ref DESC LIMIT :limit`,
    {
      guildId: query.guildId ?? null,
      at: query.before?.at ?? null,
      ref: query.before?.id ?? null,
      limit: query.limit,
    },
  );
  return (rows as DatabaseRow[]).map((row) => ({
    ...toDatabaseSecret(row),
    engine: row.engine,
    rotationRequestedAt: row.rotation_asked_at === null ? null : Number(row.rotation_asked_at),
  }));
}

/**
 * Takes a secret out of use at once: the guild's database cannot be opened any more until its admin
 * connects it again. A worker destroys the secret, when no unfinished move has to open it any more.
 */
export async function revokeDatabaseSecret(
  control: Knex,
  secret: { ref: string; now: number; audit: OperatorAuditEntry },
): Promise<void> {
  await withOperatorAudit(control, secret.audit, async (trx) => {
    // The secret's row first, as everywhere: a move that is switching to it waits, or is waited
    // for.
    await trx('database_secrets')
      .where('secret_ref', secret.ref)
      .whereNot('state', 'destroyed')
      .update({ state: 'revoked', changed_at: secret.now });
    await trx('guilds').where('secret_ref', secret.ref).update({ secret_version: null });
  });
}

/** The server's admins see that an operator asks for new credentials. */
export async function requestRotation(
  control: Knex,
  request: { guildId: string; now: number; audit: OperatorAuditEntry },
): Promise<void> {
  await withOperatorAudit(control, request.audit, async (trx) => {
    await trx('guilds')
      .where('guild_id', request.guildId)
      .update({ rotation_asked_at: request.now });
  });
}
