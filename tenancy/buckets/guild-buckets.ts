import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { findFileBucket, touchFileBucket } from '../control/file-buckets.ts';
import type { AddressGuard } from '../customer-database/index.ts';
import { FileStorageError } from '../files/file-storage-error.ts';
import { createObjectStore, type ObjectStore } from '../files/store/index.ts';
import { retryOnConnectionLoss } from '../pools/retry-on-connection-loss.ts';
import type { SecretStore } from '../secrets/index.ts';
import type { Placement } from '../types.ts';
import { toBucketRef } from './bucket-id.ts';
import { createGuardedAgents } from './guarded-agents.ts';
import { loadBucket } from './load-bucket.ts';

/** Buckets that a process holds open, and for how long after their last use. */
const MAX_OPEN_BUCKETS = 500;
const IDLE_MS = 30 * 60_000;
const TOUCH_INTERVAL_MS = 60_000;
/** How long a version is remembered of a bucket that files are being brought away from, ms. */
const FORMER_VERSION_MS = 30_000;

/** Guilds' own buckets, open in this process. */
export interface GuildBuckets {
  /**
   * @param store as a row of the guild's names it
   * @returns null when that is a region's bucket
   * @throws FileStorageError for a bucket that is not the guild's, or whose credentials were revoked;
   *   SecretStoreError
   */
  open(placement: Placement, store: string): Promise<ObjectStore | null>;
  close(): Promise<void>;
}

export function createGuildBuckets({
  control,
  secrets,
  guard,
  now,
}: {
  control: Knex;
  secrets: SecretStore;
  guard: AddressGuard;
  now: () => number;
}): GuildBuckets {
  // What a process holds goes on working while Vault is sealed.
  const stores = new LRUCache<string, Promise<ObjectStore>>({
    max: MAX_OPEN_BUCKETS,
    ttl: IDLE_MS,
    updateAgeOnGet: true,
    ttlAutopurge: true,
    dispose: (store) => void store.then((opened) => opened.close()).catch(() => {}),
  });
  const touched = new LRUCache<string, true>({ max: MAX_OPEN_BUCKETS, ttl: TOUCH_INTERVAL_MS });
  const formerVersions = new LRUCache<string, { version: number | null }>({
    max: MAX_OPEN_BUCKETS,
    ttl: FORMER_VERSION_MS,
  });

  /** At most once a minute: each part of an upload comes here. */
  function touch(ref: string): void {
    if (touched.has(ref)) return;
    touched.set(ref, true);
    touchFileBucket(control, ref, now()).catch(() => touched.delete(ref));
  }

  async function findVersion({ guildId, bucket }: Placement, ref: string): Promise<number | null> {
    if (bucket?.ref === ref) return bucket.version;
    const known = formerVersions.get(ref);
    if (known) return known.version;
    const found = await retryOnConnectionLoss(control, () =>
      findFileBucket(control, { guildId, ref }),
    );
    const version = found?.state === 'active' ? found.version : null;
    formerVersions.set(ref, { version });
    return version;
  }

  async function openStore(secret: { ref: string; version: number }): Promise<ObjectStore> {
    const bucket = await loadBucket(secrets, secret);
    return createObjectStore({ kind: 's3', ...bucket }, {}, createGuardedAgents(guard, bucket.ca));
  }

  return {
    async open(placement, store) {
      const ref = toBucketRef(placement.guildId, store);
      if (ref === null) return null;
      const version = await findVersion(placement, ref);
      if (version === null) throw new FileStorageError('refused', 'no_bucket');
      touch(ref);
      const key = `${ref}@${version}`;
      const known = stores.get(key);
      if (known) return known;
      const opening = openStore({ ref, version });
      stores.set(key, opening);
      opening.catch(() => stores.delete(key));
      return opening;
    },
    async close() {
      const opened = [...stores.values()];
      stores.clear();
      await Promise.allSettled(opened.map(async (store) => (await store).close()));
    },
  };
}
