import type { Knex } from 'knex';
import { finishingMoves, usingMoves } from '../moves/index.ts';
import type { SecretStore } from '../secrets/index.ts';
import type { Row } from '../types.ts';

/** A candidate outlives its setup session by this. */
const CANDIDATE_MS = 20 * 60_000;
/** Every process has forgotten an older placement by then: twice the cache's time. */
const DRAINED_MS = 150_000;
const LIMIT = 50;

interface Parts {
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
export async function sweepSecrets(parts: Parts): Promise<number> {
  const swept = [
    ...(await retireUnused(parts)),
    ...(await each(await destroyable(parts), (row) => destroySecret(parts, row))),
    ...(await each(await rotatedOut(parts), (row) => destroyOldVersions(parts, row))),
  ];
  return swept.length;
}

async function each(rows: Row[], work: (row: Row) => Promise<void>): Promise<Row[]> {
  const failures: unknown[] = [];
  for (const row of rows) await work(row).catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
  return rows;
}

/** Secrets that nothing refers to are retired; looked at and written in one statement each. */
async function retireUnused({ control, now }: Parts): Promise<Row[]> {
  const unused = () =>
    control('database_secrets as s')
      .whereIn('s.state', ['candidate', 'active'])
      .whereRaw(`s.changed_at < CASE s.state WHEN 'candidate' THEN ?::bigint ELSE ?::bigint END`, [
        now() - CANDIDATE_MS,
        now() - DRAINED_MS,
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
      .whereNotExists(usingMoves(control, now() - DRAINED_MS, now()));
  const rows: Row[] = await unused().orderBy('s.changed_at').limit(LIMIT).select('s.secret_ref');
  const retired: Row[] = [];
  for (const { secret_ref: ref } of rows)
    retired.push(
      ...(await unused()
        .where('s.secret_ref', ref)
        .update({ state: 'retired', changed_at: now() })
        .returning('secret_ref')),
    );
  return retired;
}

const destroyable = ({ control }: Parts): Promise<Row[]> =>
  Promise.resolve(
    control('database_secrets as s')
      .whereIn('s.state', ['retired', 'revoked'])
      .whereNotExists(finishingMoves(control))
      .orderBy('s.changed_at')
      .limit(LIMIT)
      .select('s.secret_ref'),
  );

async function destroySecret({ control, secrets, now }: Parts, row: Row): Promise<void> {
  await secrets.erase(row.secret_ref);
  await control('database_secrets')
    .where('secret_ref', row.secret_ref)
    .update({ state: 'destroyed', changed_at: now() });
}

const rotatedOut = ({ control, now }: Parts): Promise<Row[]> =>
  Promise.resolve(
    control('database_secrets')
      .where('state', 'active')
      .whereRaw('version > destroyed_below')
      .where('changed_at', '<', now() - DRAINED_MS)
      .orderBy('changed_at')
      .limit(LIMIT)
      .select('secret_ref', 'version', 'destroyed_below'),
  );

async function destroyOldVersions({ control, secrets }: Parts, row: Row): Promise<void> {
  const { secret_ref: ref, version, destroyed_below: from } = row;
  const old = Array.from({ length: version - from }, (_, index) => from + index);
  await secrets.destroy(ref, old);
  await control('database_secrets').where('secret_ref', ref).update({ destroyed_below: version });
}
