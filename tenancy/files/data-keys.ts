import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { guildTransitKey, type SecretStore } from '../secrets/index.ts';
import { toFileStorageError } from './file-storage-error.ts';

const MAX_CACHED_KEYS = 5_000;
const CACHED_KEY_TTL_MS = 3_600_000;
const MAX_GUILDS = 10_000;

/** Data keys that this process has opened; while Vault is sealed, their files can still be read. */
export class DataKeyCache {
  readonly #keys = new LRUCache<string, Buffer>({ max: MAX_CACHED_KEYS, ttl: CACHED_KEY_TTL_MS });

  readonly #guildsWithTransitKey = new LRUCache<string, true>({ max: MAX_GUILDS });

  /** Whether the guild's Transit key is known to exist. */
  hasTransitKey(guildId: string): boolean {
    return this.#guildsWithTransitKey.has(guildId);
  }

  addTransitKey(guildId: string): void {
    this.#guildsWithTransitKey.set(guildId, true);
  }

  get(guildId: string, sealedKey: string): Buffer | undefined {
    return this.#keys.get(`${guildId} ${sealedKey}`);
  }

  set(guildId: string, sealedKey: string, key: Buffer): void {
    this.#keys.set(`${guildId} ${sealedKey}`, key);
  }
}

/** The data keys of a guild's files, each sealed by the guild's Transit key. */
export interface DataKeys {
  /** A new key for a file. @throws FileStorageError */
  create(fileId: string): Promise<{ key: Buffer; sealedKey: string }>;
  /** @throws FileStorageError */
  open(file: { id: string; sealedKey: string }): Promise<Buffer>;
}

export function createDataKeys(
  { secrets, keys }: { secrets: SecretStore; keys: DataKeyCache },
  guildId: string,
): DataKeys {
  const transitKey = guildTransitKey(guildId);
  /** The key is bound to its file: another file's key opens nothing. */
  const keyContext = (fileId: string) => `file:${fileId}`;

  async function seal(fileId: string, key: Buffer): Promise<string> {
    // A guild has no Transit key until something is first sealed with it. To find that out by a seal
    // that is denied takes seconds: it may be a node that is behind.
    if (!keys.hasTransitKey(guildId)) {
      await secrets.createKey(transitKey);
      keys.addTransitKey(guildId);
    }
    return secrets.seal(transitKey, key.toString('base64'), keyContext(fileId));
  }

  return {
    async create(fileId) {
      const key = randomBytes(32);
      try {
        const sealedKey = await seal(fileId, key);
        keys.set(guildId, sealedKey, key);
        return { key, sealedKey };
      } catch (error) {
        throw toFileStorageError(error);
      }
    },

    async open({ id, sealedKey }) {
      const cached = keys.get(guildId, sealedKey);
      if (cached) return cached;
      try {
        const encoded = await secrets.unseal(transitKey, sealedKey, keyContext(id));
        const key = Buffer.from(encoded, 'base64');
        keys.set(guildId, sealedKey, key);
        return key;
      } catch (error) {
        throw toFileStorageError(error);
      }
    },
  };
}
