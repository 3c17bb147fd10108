import { findRelocation, listRelocations, requestDueRelocations } from '../control/file-buckets.ts';
import { FileStorageError } from '../files/file-storage-error.ts';
import { inspectBucket, runSweepTurn } from '../files/sweep/sweep-bucket.ts';
import { ORPHAN_MIN_AGE_MS, type SweepDeps } from '../files/sweep/sweep-deps.ts';
import type { ComparedFiles, SweepCounts } from '../files/sweep/types.ts';
import { retryOnConnectionLoss } from '../pools/retry-on-connection-loss.ts';
import type { Connections } from './connections.ts';

const DAY_MS = 86_400_000;

/** What a turn of a sweep has come to. */
export interface SweepTurn extends SweepCounts {
  /** `more`: another turn goes on; `waiting`: it is not due, or another worker's. */
  outcome: 'done' | 'more' | 'waiting';
}

export interface FileSweeps {
  /**
   * Takes the sweep of a region's bucket further, for half a minute: erases old objects and unfinished
   * uploads that no row names, and compares files with their objects. Each bucket is swept once a day,
   * by one worker at a time.
   * @param options.onCompared told of each page of files. @returns how many are missing from now on
   * @param options.onSkipped told of guilds that could not be read
   * @throws ObjectStoreError, FileStorageError when the bucket cannot be used: it is tried again later
   */
  sweepFiles(
    region: string,
    options: {
      signal: AbortSignal;
      onCompared(files: ComparedFiles): Promise<number>;
      onSkipped(guildId: string, error: unknown): void;
    },
  ): Promise<SweepTurn>;
  /** Guilds whose files are to be brought elsewhere; a page behind `after`. */
  listFileRelocations(after: string | null, limit: number): Promise<string[]>;
  /**
   * Brings a guild's files to where they are kept now: its own bucket, or the home region's. Repeatable
   * at any point.
   * @returns false when nobody has asked for it
   * @throws FileStorageError, TenancyError, the reason of `signal`: it is tried again later
   */
  gatherFiles(guildId: string, signal: AbortSignal): Promise<boolean>;
  /** What a sweep of the bucket would do now. Erases and records nothing. */
  inspectFiles(region: string, signal: AbortSignal): Promise<SweepCounts>;
}

export function createFileSweeps(connections: Connections): FileSweeps {
  const { config, control, regionPools, tenantAccess, fileStores, now } = connections;

  const createDeps = (
    region: string,
    callbacks: Pick<SweepDeps, 'onCompared' | 'onSkipped'>,
  ): SweepDeps => ({
    ...callbacks,
    control,
    movers: config.regions.map(({ key }) => regionPools.mover(key)),
    tenantAccess,
    region,
    store: fileStores.storeOf(region),
    openFiles: fileStores.files,
    isDryRun: false,
    olderThan: now() - ORPHAN_MIN_AGE_MS,
    counts: { erasedObjects: 0, abortedUploads: 0, missingFiles: 0 },
    skippedGuilds: new Set(),
  });

  const toCounts = ({ counts, skippedGuilds }: SweepDeps): SweepCounts => ({
    ...counts,
    skippedGuilds: skippedGuilds.size,
  });

  return {
    async sweepFiles(region, { signal, ...callbacks }) {
      const deps = createDeps(region, callbacks);
      const outcome = await runSweepTurn(deps, { now, signal });
      return { outcome, ...toCounts(deps) };
    },
    async listFileRelocations(after, limit) {
      if (after === null)
        await requestDueRelocations(control, { gatheredBefore: now() - DAY_MS, now: now() });
      return retryOnConnectionLoss(control, () => listRelocations(control, { after, limit }));
    },
    async gatherFiles(guildId, signal) {
      const requestedAt = await findRelocation(control, guildId);
      if (requestedAt === null) return false;
      await fileStores.gatherFiles(guildId, requestedAt, signal);
      return true;
    },
    async inspectFiles(region, signal) {
      if (!config.regions.some(({ key }) => key === region))
        throw new FileStorageError('refused', 'no_bucket');
      const deps = createDeps(region, {
        onCompared: async ({ missing }) => missing.length,
        onSkipped: () => {},
      });
      await inspectBucket(deps, signal);
      return toCounts(deps);
    },
  };
}
