import type { Knex } from 'knex';
import { updateDatabaseSecret } from '../control/database-secrets.ts';
import type { SecretStore } from '../secrets/index.ts';
import type { Row } from '../types.ts';

/** A candidate outlives its setup session by this. */
const CANDIDATE_MS = 20 * 60_000;
/** Every process has forgotten an older placement by then: twice the cache's time. */
const DRAINED_MS = 150_000;
const LIMIT = 50;

/**
 * Erases secrets that were revoked or that nothing needs any more: candidates that were not connected,
 * secrets of places that guilds have left, versions that were rotated out. Repeatable at any point.
 * @returns how many were touched
 */
export async function sweepSecrets(parts: {
  control: Knex;
  secrets: SecretStore;
  now: () => number;
}): Promise<number> {
  const { control, secrets } = parts;
  const now = parts.now();
  const unused: Row[] = await control('database_secrets as s')
    .whereIn('s.state', ['candidate', 'active', 'retired'])
    .whereRaw(`s.changed_at < CASE s.state WHEN 'candidate' THEN ?::bigint ELSE ?::bigint END`, [
      now - CANDIDATE_MS,
      now - DRAINED_MS,
    ])
    .whereNotExists(
      control('guilds as g').select(control.raw('1')).whereRaw('g.secret_ref = s.secret_ref'),
    )
    .whereNotExists(
      control('moves as m')
        .select(control.raw('1'))
        .whereIn('m.state', ['running', 'paused', 'aborting'])
        .whereRaw('m.guild_id = s.guild_id'),
    )
    .limit(LIMIT)
    .select('s.secret_ref');
  const revoked: Row[] = await control('database_secrets')
    .where('state', 'revoked')
    .limit(LIMIT)
    .select('secret_ref');
  for (const { secret_ref: ref } of [...revoked, ...unused]) {
    await secrets.erase(ref);
    await updateDatabaseSecret(control, ref, { state: 'destroyed', now });
  }

  const rotated: Row[] = await control('database_secrets')
    .where('state', 'active')
    .whereRaw('version > destroyed_below')
    .where('changed_at', '<', now - DRAINED_MS)
    .limit(LIMIT)
    .select('secret_ref', 'version', 'destroyed_below');
  for (const { secret_ref: ref, version, destroyed_below: from } of rotated) {
    const old = Array.from({ length: version - from }, (_, index) => from + index);
    await secrets.destroy(ref, old);
    await control('database_secrets').where('secret_ref', ref).update({ destroyed_below: version });
  }
  return revoked.length + unused.length + rotated.length;
}
