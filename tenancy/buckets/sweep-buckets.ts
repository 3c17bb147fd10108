import type { Knex } from 'knex';
import {
  listDestroyableBuckets,
  listRotatedOutBuckets,
  markBucketDestroyed,
  retireUnusedBuckets,
  setBucketDestroyedBelow,
} from '../control/file-buckets.ts';
import type { SecretStore } from '../secrets/index.ts';

const BATCH_SIZE = 50;

/**
 * Destroys the credentials of buckets that nothing is read from any more, and versions that were
 * rotated out. Repeatable at any point. One that cannot be destroyed stops no other.
 * @returns how many were touched
 * @throws what the first of them failed with
 */
export async function sweepBucketSecrets({
  control,
  secrets,
  now,
}: {
  control: Knex;
  secrets: SecretStore;
  now: () => number;
}): Promise<number> {
  await retireUnusedBuckets(control, now());
  const failures: unknown[] = [];
  const destroyable = await listDestroyableBuckets(control, BATCH_SIZE);
  for (const ref of destroyable)
    await secrets
      .erase(ref)
      .then(() => markBucketDestroyed(control, ref, now()))
      .catch((error) => failures.push(error));
  const rotatedOut = await listRotatedOutBuckets(control, { now: now(), limit: BATCH_SIZE });
  for (const { ref, version, firstVersion } of rotatedOut) {
    const old = Array.from({ length: version - firstVersion }, (_, index) => firstVersion + index);
    await secrets
      .destroy(ref, old)
      .then(() => setBucketDestroyedBelow(control, { ref, version }))
      .catch((error) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
  return destroyable.length + rotatedOut.length;
}
