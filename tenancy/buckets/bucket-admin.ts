import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import {
  addFileBucket,
  findFileBucket,
  setBucketVersion,
  setGuildBucket,
} from '../control/file-buckets.ts';
import { loadPlacement } from '../control/guilds.ts';
import type { AddressGuard } from '../customer-database/index.ts';
import { TenancyError } from '../errors.ts';
import { isSameStore, type ObjectStoreConfig } from '../files/store/index.ts';
import { retryOnConnectionLoss } from '../pools/retry-on-connection-loss.ts';
import { databaseSecretPath, guildTransitKey, type SecretStore } from '../secrets/index.ts';
import { putNextVersion } from '../secrets/put-next-version.ts';
import type { Placement } from '../types.ts';
import { CustomerBucketError } from './error.ts';
import { sealIdentity } from './identity.ts';
import { loadBucket } from './load-bucket.ts';
import { parseBucketInput } from './parse-input.ts';
import { testBucket } from './test-bucket.ts';
import type { BucketAdmin, CustomerBucket } from './types.ts';

export function createBucketAdmin({
  control,
  secrets,
  guard,
  regionStores,
  now,
}: {
  control: Knex;
  secrets: SecretStore;
  guard: AddressGuard;
  /** The buckets in which Vektra keeps files itself. */
  regionStores: readonly ObjectStoreConfig[];
  now: () => number;
}): BucketAdmin {
  async function getPlacement(guildId: string): Promise<Placement> {
    const placement = await retryOnConnectionLoss(control, () => loadPlacement(control, guildId));
    if (!placement) throw new TenancyError('unknown_guild', guildId);
    return placement;
  }

  /** New credentials of the bucket in use are its next version. */
  async function rotate(
    { guildId, bucket: current }: Placement,
    bucket: CustomerBucket,
  ): Promise<boolean> {
    if (!current?.version) return false;
    const inUse = await loadBucket(secrets, { ref: current.ref, version: current.version });
    if (!isSameStore({ kind: 's3', ...inUse }, { kind: 's3', ...bucket })) return false;
    const version = await putNextVersion(secrets, current.ref, current.version, { ...bucket });
    if (version === null) return false;
    await setBucketVersion(control, { guildId, ref: current.ref, version, now: now() });
    return true;
  }

  return {
    async connect(guildId, input, { requestedBy, onStep }) {
      const bucket = parseBucketInput(input);
      if (regionStores.some((store) => isSameStore(store, { kind: 's3', ...bucket })))
        throw new CustomerBucketError('SHARED');
      const placement = await getPlacement(guildId);
      await testBucket(bucket, guard, onStep);
      await secrets.createKey(guildTransitKey(guildId));
      if (await rotate(placement, bucket)) return { effect: 'rotated' };
      const ref = databaseSecretPath(guildId, randomUUID());
      // The row first: a secret that nobody knows of would never be erased.
      const sealedIdentity = await sealIdentity(secrets, { guildId, ref }, bucket);
      await addFileBucket(control, { ref, guildId, sealedIdentity, requestedBy, now: now() });
      await secrets.put(ref, { ...bucket }, 0);
      if (!(await setGuildBucket(control, { guildId, ref, now: now() })))
        throw new CustomerBucketError('TIMEOUT');
      return { effect: 'connected' };
    },

    async disconnect(guildId) {
      await setGuildBucket(control, { guildId, ref: null, now: now() });
    },

    async testCurrent(guildId, onStep) {
      const { bucket } = await getPlacement(guildId);
      if (!bucket?.version) throw new CustomerBucketError('DENIED');
      const { ref, version } = bucket;
      await testBucket(await loadBucket(secrets, { ref, version }), guard, onStep);
    },

    async getInfo(guildId) {
      const { bucket } = await getPlacement(guildId);
      if (!bucket) return null;
      const found = await retryOnConnectionLoss(control, () =>
        findFileBucket(control, { guildId, ref: bucket.ref }),
      );
      return {
        credentialsSince: found?.changedAt ?? 0,
        secretVersion: bucket.version,
        lastUsedAt: found?.lastUsedAt ?? null,
        rotationRequestedAt: found?.rotationRequestedAt ?? null,
      };
    },
  };
}
