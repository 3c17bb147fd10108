import type { Knex } from 'knex';
import type { DatabaseRow } from '../types.ts';
import { SECRET_DRAIN_MS, type SecretState } from './database-secrets.ts';
import { type OperatorAuditEntry, withOperatorAudit } from './operator-audit.ts';

/**
 * The credentials of a guild's own bucket. They live as those of a database do (see
 * database-secrets.ts), with one difference: a bucket that is no longer the guild's is kept `active`
 * until its files are elsewhere (`emptied_at`).
 */
export interface FileBucket {
  ref: string;
  guildId: string;
  version: number;
  /** Which bucket it is, sealed by the guild's Transit key: known when its credentials no longer are. */
  sealedIdentity: string;
  state: SecretState;
  changedAt: number;
  lastUsedAt: number | null;
  /** When an operator asked the guild's admins for new credentials; null when nobody did. */
  rotationRequestedAt: number | null;
}

const toFileBucket = (row: DatabaseRow): FileBucket => ({
  ref: row.secret_ref,
  guildId: row.guild_id,
  version: row.version,
  sealedIdentity: row.sealed_identity,
  state: row.state,
  changedAt: Number(row.changed_at),
  lastUsedAt: row.last_used_at === null ? null : Number(row.last_used_at),
  rotationRequestedAt: row.rotation_asked_at === null ? null : Number(row.rotation_asked_at),
});

export async function addFileBucket(
  control: Knex,
  bucket: {
    ref: string;
    guildId: string;
    sealedIdentity: string;
    requestedBy: string;
    now: number;
  },
): Promise<void> {
  await control('file_buckets').insert({
    secret_ref: bucket.ref,
    guild_id: bucket.guildId,
    version: 1,
    sealed_identity: bucket.sealedIdentity,
    state: 'candidate',
    created_by: bucket.requestedBy,
    created_at: bucket.now,
    changed_at: bucket.now,
  });
}

export async function findFileBucket(
  control: Knex,
  key: { guildId: string; ref: string },
): Promise<FileBucket | null> {
  const row = await control('file_buckets')
    .where({ guild_id: key.guildId, secret_ref: key.ref })
    .first();
  return row ? toFileBucket(row) : null;
}

/** Buckets that may still hold files of the guild, the one in use and revoked ones included. */
export async function listOpenBuckets(control: Knex, guildId: string): Promise<FileBucket[]> {
  const rows: DatabaseRow[] = await control('file_buckets')
    .where('guild_id', guildId)
    .whereIn('state', ['active', 'revoked', 'destroyed'])
    .whereNull('emptied_at')
    .orderBy('created_at');
  return rows.map(toFileBucket);
}

/**
 * Where the guild's files are kept from now on; they follow.
 * @param change.ref a candidate; null: the home region's bucket
 * @returns false when the candidate was retired meanwhile
 */
export async function setGuildBucket(
  control: Knex,
  change: { guildId: string; ref: string | null; now: number },
): Promise<boolean> {
  const { guildId, ref, now } = change;
  return control.transaction(async (trx) => {
    if (ref !== null) {
      const activated = await trx('file_buckets')
        .where({ secret_ref: ref, guild_id: guildId, state: 'candidate' })
        .update({ state: 'active', changed_at: now });
      if (activated !== 1) return false;
    }
    const guild = () => trx('guilds').where('guild_id', guildId);
    const before = await guild().forUpdate().first('bucket_ref');
    await guild().update({ bucket_ref: ref, bucket_version: ref === null ? null : 1 });
    // From here its versions and the time for which it is still read count.
    if (before?.bucket_ref)
      await trx('file_buckets').where('secret_ref', before.bucket_ref).update({ changed_at: now });
    await requestRelocation(trx, { guildId, now });
    return true;
  });
}

/** Notes that a version was written and is the one in use. Versions only rise. */
export async function setBucketVersion(
  control: Knex,
  bucket: { guildId: string; ref: string; version: number; now: number },
): Promise<void> {
  const { guildId, ref, version, now } = bucket;
  await control.transaction(async (trx) => {
    await trx('file_buckets')
      .where('secret_ref', ref)
      .where('version', '<', version)
      .update({ version, changed_at: now, rotation_asked_at: null });
    await trx('guilds')
      .where({ guild_id: guildId, bucket_ref: ref })
      .where('bucket_version', '<', version)
      .update({ bucket_version: version });
  });
}

/** Notes that a process opened it; at most once a minute. */
export async function touchFileBucket(control: Knex, ref: string, now: number): Promise<void> {
  await control('file_buckets')
    .where('secret_ref', ref)
    .where((either) => either.whereNull('last_used_at').orWhere('last_used_at', '<', now - 60_000))
    .update({ last_used_at: now });
}

/** The guild's files are to be brought to where they are kept now. */
export async function requestRelocation(
  control: Knex,
  request: { guildId: string; now: number },
): Promise<void> {
  await control('file_relocations')
    .insert({ guild_id: request.guildId, requested_at: request.now })
    .onConflict('guild_id')
    .merge();
}

export async function findRelocation(control: Knex, guildId: string): Promise<number | null> {
  const row = await control('file_relocations').where('guild_id', guildId).first('requested_at');
  return row ? Number(row.requested_at) : null;
}

/** @param query.after the last guild of the page before */
export async function listRelocations(
  control: Knex,
  query: { after: string | null; limit: number },
): Promise<string[]> {
  const rows: DatabaseRow[] = await control('file_relocations')
    .where('guild_id', '>', query.after ?? '0')
    .orderBy('guild_id')
    .limit(query.limit)
    .select('guild_id');
  return rows.map((row) => String(row.guild_id));
}

/** Guilds with buckets of their own whose files were last gathered before this are due again. */
export async function requestDueRelocations(
  control: Knex,
  due: { gatheredBefore: number; now: number },
): Promise<void> {
  await control.raw(
    `INSERT INTO file_relocations (guild_id, requested_at)
     SELECT g.guild_id, :now FROM guilds g JOIN file_buckets b ON b.secret_ref = g.bucket_ref
      WHERE g.bucket_version IS NOT NULL AND COALESCE(b.gathered_at, b.created_at) < :gatheredBefore
     ON CONFLICT (guild_id) DO NOTHING`,
    due,
  );
}

/** Nothing is left elsewhere, unless somebody has asked again meanwhile. */
export async function finishRelocation(
  control: Knex,
  done: { guildId: string; requestedAt: number; emptied: readonly string[]; now: number },
): Promise<void> {
  await control.transaction(async (trx) => {
    await trx('file_buckets')
      .whereIn('secret_ref', [...done.emptied])
      .whereNotExists(
        trx('guilds').select(trx.raw('1')).whereRaw('bucket_ref = file_buckets.secret_ref'),
      )
      .update({ emptied_at: done.now });
    await trx('file_buckets')
      .where({ guild_id: done.guildId, state: 'active' })
      .whereNull('emptied_at')
      .update({ gathered_at: done.now });
    await trx('file_relocations')
      .where({ guild_id: done.guildId, requested_at: done.requestedAt })
      .delete();
  });
}

/**
 * Takes a bucket's credentials out of use at once: its files cannot be read any more until an admin of
 * the guild connects it again. A worker destroys them.
 */
export async function revokeFileBucket(
  control: Knex,
  bucket: { ref: string; now: number; audit: OperatorAuditEntry },
): Promise<void> {
  await withOperatorAudit(control, bucket.audit, async (trx) => {
    await trx('file_buckets')
      .where('secret_ref', bucket.ref)
      .whereNot('state', 'destroyed')
      .update({ state: 'revoked', changed_at: bucket.now });
    await trx('guilds').where('bucket_ref', bucket.ref).update({ bucket_version: null });
  });
}

/** The guild's admins see that an operator asks for new credentials of their bucket. */
export async function requestBucketRotation(
  control: Knex,
  request: { ref: string; now: number; audit: OperatorAuditEntry },
): Promise<void> {
  await withOperatorAudit(control, request.audit, async (trx) => {
    await trx('file_buckets')
      .where('secret_ref', request.ref)
      .update({ rotation_asked_at: request.now });
  });
}

/** A candidate is given up after this, ms. */
const CANDIDATE_LIFETIME_MS = 20 * 60_000;

/** Buckets whose credentials are to be destroyed: nothing is read from them any more. */
export async function retireUnusedBuckets(control: Knex, now: number): Promise<void> {
  await control('file_buckets')
    .whereNotExists(
      control('guilds').select(control.raw('1')).whereRaw('bucket_ref = file_buckets.secret_ref'),
    )
    .where((either) =>
      either
        .where((candidate) =>
          candidate
            .where('state', 'candidate')
            .where('changed_at', '<', now - CANDIDATE_LIFETIME_MS),
        )
        .orWhere((emptied) =>
          emptied.where('state', 'active').where('emptied_at', '<', now - SECRET_DRAIN_MS),
        ),
    )
    .update({ state: 'retired', changed_at: now });
}

export async function listDestroyableBuckets(control: Knex, limit: number): Promise<string[]> {
  const rows: DatabaseRow[] = await control('file_buckets')
    .whereIn('state', ['retired', 'revoked'])
    .orderBy('changed_at')
    .limit(limit)
    .select('secret_ref');
  return rows.map((row) => row.secret_ref);
}

export async function markBucketDestroyed(control: Knex, ref: string, now: number): Promise<void> {
  await control('file_buckets')
    .where('secret_ref', ref)
    .update({ state: 'destroyed', changed_at: now });
}

/** Versions that were rotated out, and that no process opens any more. */
export async function listRotatedOutBuckets(
  control: Knex,
  query: { now: number; limit: number },
): Promise<{ ref: string; version: number; firstVersion: number }[]> {
  const rows: DatabaseRow[] = await control('file_buckets')
    .where('state', 'active')
    .whereRaw('version > destroyed_below')
    .where('changed_at', '<', query.now - SECRET_DRAIN_MS)
    .orderBy('changed_at')
    .limit(query.limit)
    .select('secret_ref', 'version', 'destroyed_below');
  return rows.map((row) => ({
    ref: row.secret_ref,
    version: row.version,
    firstVersion: row.destroyed_below,
  }));
}

export async function setBucketDestroyedBelow(
  control: Knex,
  bucket: { ref: string; version: number },
): Promise<void> {
  await control('file_buckets')
    .where('secret_ref', bucket.ref)
    .update({ destroyed_below: bucket.version });
}
