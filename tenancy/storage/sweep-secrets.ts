import type { Knex } from 'knex';
import { SECRET_DRAIN_MS } from '../control/database-secrets.ts';
import { movesKeepingSecret, unfinishedMovesUsingSecret } from '../moves/index.ts';
import type { SecretStore } from '../secrets/index.ts';
import type { DatabaseRow } from '../types.ts';

/** A candidate outlives its setup session by this. */
const CANDIDATE_LIFETIME_MS = 20 * 60_000;
const BATCH_SIZE = 50;

interface Deps {
  control: Knex;
  secrets: SecretStore;
  now: () => number;
}

/**
 * Destroys secrets that were revoked or that nothing refers to any more, and versions that were
 * rotated out; for the states see control/database-secrets.ts. Repeatable at any point. One that
 * cannot be destroyed stops no other.
 * @returns how many were touched
 * @throws what the first of them failed with
 */
export async function sweepSecrets(deps: Deps): Promise<number> {
  const swept = [
    ...(await retireUnused(deps)),
    ...(await forEachRow(await listDestroyable(deps), (row) => destroySecret(deps, row))),
    ...(await forEachRow(await listRotatedOut(deps), (row) => destroyOldVersions(deps, row))),
  ];
  return swept.length;
}

async function forEachRow(
  rows: DatabaseRow[],
  work: (row: DatabaseRow) => Promise<void>,
): Promise<DatabaseRow[]> {
  const failures: unknown[] = [];
  for (const row of rows) await work(row).catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
  return rows;
}

/** Secrets that nothing refers to are retired; looked at and written in one statement each. */
async function retireUnused({ control, now }: Deps): Promise<DatabaseRow[]> {
  const unused = () =>
    control('database_secrets as s')
      .whereIn('s.state', ['candidate', 'active'])
      .whereRaw(`s.changed_at < CASE s.state WHEN 'candidate' THEN ?::bigint ELSE ?::bigint END`, [
        now() - CANDIDATE_LIFETIME_MS,
        now() - SECRET_DRAIN_MS,
      ])
      .whereNotExists(
        control('guilds as g').select(control.raw('1')).whereRaw('g.secret_ref = s.secret_ref'),
      )
      .whereNotExists(
        control('setup_sessions as x')
          .select(control.raw('1'))
          .whereRaw('x.guild_id = s.guild_id AND x.secret_ref = s.secret_ref')
          .where('x.expires_at', '>', now()),
      )
      .whereNotExists(movesKeepingSecret(control, now() - SECRET_DRAIN_MS, now()));
  const rows: DatabaseRow[] = await unused()
    .orderBy('s.changed_at')
    .limit(BATCH_SIZE)
    .select('s.secret_ref');
  const retired: DatabaseRow[] = [];
  for (const { secret_ref: ref } of rows)
    retired.push(
      ...(await unused()
        .where('s.secret_ref', ref)
        .update({ state: 'retired', changed_at: now() })
        .returning('secret_ref')),
    );
  return retired;
}

const listDestroyable = ({ control }: Deps): Promise<DatabaseRow[]> =>
  Promise.resolve(
    control('database_secrets as s')
      .whereIn('s.state', ['retired', 'revoked'])
      .whereNotExists(unfinishedMovesUsingSecret(control))
      .orderBy('s.changed_at')
      .limit(BATCH_SIZE)
      .select('s.secret_ref'),
  );

async function destroySecret({ control, secrets, now }: Deps, row: DatabaseRow): Promise<void> {
  await secrets.erase(row.secret_ref);
  await control('database_secrets')
    .where('secret_ref', row.secret_ref)
    .update({ state: 'destroyed', changed_at: now() });
}

const listRotatedOut = ({ control, now }: Deps): Promise<DatabaseRow[]> =>
  Promise.resolve(
    control('database_secrets')
      .where('state', 'active')
      .whereRaw('version > destroyed_below')
      .where('changed_at', '<', now() - SECRET_DRAIN_MS)
      .orderBy('changed_at')
      .limit(BATCH_SIZE)
      .select('secret_ref', 'version', 'destroyed_below'),
  );

async function destroyOldVersions({ control, secrets }: Deps, row: DatabaseRow): Promise<void> {
  const { secret_ref: ref, version, destroyed_below: firstVersion } = row;
  const oldVersions = Array.from(
    { length: version - firstVersion },
    (_, index) => firstVersion + index,
  );
  await secrets.destroy(ref, oldVersions);
  await control('database_secrets').where('secret_ref', ref).update({ destroyed_below: version });
}
