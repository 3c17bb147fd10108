import { toBucketId } from '../buckets/bucket-id.ts';
import { isSameIdentity } from '../buckets/identity.ts';
import { findRelocation, finishRelocation, listOpenBuckets } from '../control/file-buckets.ts';
import { DataKeyCache } from '../files/data-keys.ts';
import { FileStorageError } from '../files/file-storage-error.ts';
import { createGuildFiles, type GuildFiles } from '../files/guild-files.ts';
import { eraseLeftovers, memoizeByStore, relocateFiles } from '../files/relocate-files.ts';
import { createObjectStore, type ObjectStore } from '../files/store/index.ts';
import { retryOnConnectionLoss } from '../pools/retry-on-connection-loss.ts';
import type { Placement } from '../types.ts';
import type { Connections } from './connections.ts';

/** Guilds' files. */
export interface TenantFiles {
  /**
   * The only access to a guild's files.
   * @throws TenancyError `unknown_guild`
   */
  files(guildId: string): Promise<GuildFiles>;
  /**
   * Whether files are still to be brought to where the guild's files are kept now.
   * @throws TenancyError
   */
  isRelocatingFiles(guildId: string): Promise<boolean>;
}

/** A row of an upload that is under way protects its object for longer than this, ms. */
const LEFTOVER_MIN_AGE_MS = 3_600_000;

/** Where a guild's new files are stored, as rows name it. */
const toFilesStore = ({ bucket, region }: Placement): string =>
  bucket ? toBucketId(bucket.ref) : region;

/** The buckets of a process. */
export interface FileStores extends TenantFiles {
  /** A region's bucket. @throws FileStorageError for a region that keeps no files */
  storeOf(region: string): ObjectStore;
  /** See MoveDeps in moves/move-deps.ts. */
  relocateFiles(guildId: string, left: string | null, signal: AbortSignal): Promise<void>;
  /**
   * Brings all files of a guild to where they are kept now, erases what is left of them in other
   * buckets, and forgets the request an hour after it: so long, what was being stored when it was made
   * may still appear.
   * @param requestedAt of the request, ms
   */
  gatherFiles(guildId: string, requestedAt: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Buckets are first asked when they are used. */
export function createFileStores({
  config,
  secrets,
  tenantAccess,
  control,
  guildBuckets,
  now,
}: Pick<
  Connections,
  'config' | 'secrets' | 'tenantAccess' | 'control' | 'guildBuckets' | 'now'
>): FileStores {
  const stores = new Map<string, ObjectStore>();
  const keys = new DataKeyCache();

  function storeOf(region: string): ObjectStore {
    const store = stores.get(region);
    if (store) return store;
    // A row of a customer database can name any region.
    const files = config.regions.find(({ key }) => key === region)?.files;
    if (!files) throw new FileStorageError('refused', 'no_bucket');
    const created = createObjectStore(files);
    stores.set(region, created);
    return created;
  }

  async function files(guildId: string): Promise<GuildFiles> {
    const placement = await tenantAccess.getPlacement(guildId);
    const openStore = async (store: string) =>
      (await guildBuckets.open(placement, store)) ?? storeOf(store);
    return createGuildFiles(
      { secrets, keys, storeOf: openStore },
      guildId,
      toFilesStore(placement),
    );
  }

  /** Erases what no row names. */
  async function eraseLeft(
    files: GuildFiles,
    options: { guildId: string; store: string; signal: AbortSignal },
  ) {
    const olderThan = now() - LEFTOVER_MIN_AGE_MS;
    await eraseLeftovers(tenantAccess, { files, olderThan, ...options });
  }

  return {
    files,
    async isRelocatingFiles(guildId) {
      const isRequested = await retryOnConnectionLoss(control, () =>
        findRelocation(control, guildId),
      );
      if (isRequested === null) return false;
      const store = toFilesStore(await tenantAccess.getPlacement(guildId));
      const row = await tenantAccess.read(
        guildId,
        (db) => Promise.resolve(db.table('files').where('store', '<>', store).first('id')),
        false,
      );
      return row !== undefined;
    },
    storeOf,
    async relocateFiles(guildId, left, signal) {
      const guildFiles = await files(guildId);
      await relocateFiles(tenantAccess, { guildId, files: guildFiles, signal });
      if (left === null || left === guildFiles.store) return;
      await eraseLeft(guildFiles, { guildId, store: left, signal });
    },
    async gatherFiles(guildId, requestedAt, signal) {
      const guildFiles = await files(guildId);
      const buckets = await listOpenBuckets(control, guildId);
      const probe = memoizeByStore(guildFiles);
      const current = buckets.find(({ ref }) => toBucketId(ref) === guildFiles.store);
      const isHome = async (store: string) => {
        const left = buckets.find(({ ref }) => toBucketId(ref) === store);
        if (!left || left.state === 'active') return probe(store);
        // Nobody can ask there any more.
        if (!current || !(await isSameIdentity(secrets, left, current)))
          throw new FileStorageError('refused', 'no_bucket');
        return true;
      };
      await relocateFiles(tenantAccess, { guildId, files: guildFiles, signal, isHome });
      const { region } = await tenantAccess.getPlacement(guildId);
      const others = buckets.filter((bucket) => bucket !== current && bucket.state === 'active');
      for (const store of [region, ...others.map(({ ref }) => toBucketId(ref))])
        if (!(await isHome(store))) await eraseLeft(guildFiles, { guildId, store, signal });
      // What was being stored at the time of the request is old enough by now to be told apart.
      if (now() < requestedAt + LEFTOVER_MIN_AGE_MS) return;
      const emptied = others.map(({ ref }) => ref);
      await finishRelocation(control, { guildId, requestedAt, emptied, now: now() });
    },
    async close() {
      await Promise.all([...stores.values()].map((store) => store.close()));
    },
  };
}
