import { DataKeyCache } from '../files/data-keys.ts';
import { FileStorageError } from '../files/file-storage-error.ts';
import { createGuildFiles, type GuildFiles } from '../files/guild-files.ts';
import { eraseLeftovers, relocateFiles } from '../files/relocate-files.ts';
import { createObjectStore, type ObjectStore } from '../files/store/index.ts';
import type { Connections } from './connections.ts';

/** Guilds' files. */
export interface TenantFiles {
  /**
   * The only access to a guild's files.
   * @throws TenancyError `unknown_guild`
   */
  files(guildId: string): Promise<GuildFiles>;
}

/** A row of an upload that is under way protects its object for longer than this, ms. */
const LEFTOVER_MIN_AGE_MS = 3_600_000;

/** The buckets of a process. */
export interface FileStores extends TenantFiles {
  /** @throws FileStorageError for a region that keeps no files */
  storeOf(region: string): ObjectStore;
  /** See MoveDeps in moves/move-deps.ts. */
  relocateFiles(guildId: string, left: string | null, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Buckets are first asked when they are used. */
export function createFileStores({
  config,
  secrets,
  tenantAccess,
  now,
}: Pick<Connections, 'config' | 'secrets' | 'tenantAccess' | 'now'>): FileStores {
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
    const { region } = await tenantAccess.getPlacement(guildId);
    return createGuildFiles({ secrets, keys, storeOf }, guildId, region);
  }

  return {
    files,
    storeOf,
    async relocateFiles(guildId, left, signal) {
      const guildFiles = await files(guildId);
      await relocateFiles(tenantAccess, { guildId, files: guildFiles, signal });
      if (left === null || left === guildFiles.store) return;
      const olderThan = now() - LEFTOVER_MIN_AGE_MS;
      await eraseLeftovers(tenantAccess, {
        guildId,
        files: guildFiles,
        store: left,
        olderThan,
        signal,
      });
    },
    async close() {
      await Promise.all([...stores.values()].map((store) => store.close()));
    },
  };
}
