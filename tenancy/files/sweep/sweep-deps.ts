import type { Knex } from 'knex';
import type { TenantAccess } from '../../tenant-access.ts';
import type { GuildFiles } from '../guild-files.ts';
import type { ObjectStore } from '../store/index.ts';
import type { ComparedFiles, SweepCounts } from './types.ts';

/**
 * Objects and uploads that are younger are left alone. An upload is named by its row for the 24 hours of
 * its session, S3 dates an object by the beginning of its upload, and a worker's download ends within
 * half an hour: after twice that time nobody is about to name it, clocks that differ included.
 */
export const ORPHAN_MIN_AGE_MS = 48 * 3_600_000;

/** What the sweep of one region's bucket needs. */
export interface SweepDeps {
  control: Knex;
  /** Every region's. */
  movers: readonly Knex[];
  tenantAccess: Pick<TenantAccess, 'read' | 'write'>;
  region: string;
  store: ObjectStore;
  openFiles(guildId: string): Promise<GuildFiles>;
  /** Told of each page of files that was compared. @returns how many are missing from now on */
  onCompared(files: ComparedFiles): Promise<number>;
  /** Called when a guild is skipped. */
  onSkipped(guildId: string, error: unknown): void;
  /** Whether nothing is erased, only counted. */
  isDryRun: boolean;
  /** Epoch ms: what is newer is left alone. */
  olderThan: number;
  counts: Omit<SweepCounts, 'skippedGuilds'>;
  /** Guilds that were left out. */
  skippedGuilds: Set<string>;
}

/** Leaves a guild for the next sweep. @param error null: it is being moved, or not clear where it is */
export function skipGuild(
  { skippedGuilds, onSkipped }: Pick<SweepDeps, 'skippedGuilds' | 'onSkipped'>,
  guildId: string,
  error: unknown,
): void {
  if (error !== null && !skippedGuilds.has(guildId)) onSkipped(guildId, error);
  skippedGuilds.add(guildId);
}
