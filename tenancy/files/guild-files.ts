import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { SecretStore } from '../secrets/index.ts';
import { type ByteRange, encryptFile, toChunkRange, toObjectBytes } from './chunk-cipher.ts';
import { createDataKeys, type DataKeyCache } from './data-keys.ts';
import { decryptRange } from './decrypt-range.ts';
import { FileStorageError, toFileStorageError } from './file-storage-error.ts';
import { createFileUploads, type FileUploads } from './file-uploads.ts';
import { parseObjectKey, toFilePrefix, toGuildPrefix, toObjectVersion } from './object-key.ts';
import { CHECK_PREFIX } from './store/check-store.ts';
import type { ObjectStore } from './store/index.ts';

/** What a row keeps of a stored file; all that is needed to read it. */
export interface StoredFile {
  /** A row id of the guild's. */
  id: string;
  /** Where it lies: the region whose bucket it is, or the guild's own bucket; see bucket-id.ts. */
  store: string;
  /** The file's data key, sealed by the guild's Transit key: `vault:v<n>:…`. */
  sealedKey: string;
  sizeBytes: number;
}

/** A file that was just stored. */
export interface WrittenFile extends StoredFile {
  /** Of the content, hex. */
  sha256: string;
}

/**
 * A guild's files: encrypted before they leave the process, each with a key of its own that the
 * guild's Transit key seals. Deleting that key erases all of them.
 */
export interface GuildFiles {
  /** Where new files are stored: as `StoredFile.store`. */
  readonly store: string;
  /** Files that come in several requests. */
  readonly uploads: FileUploads;
  /**
   * Streams a file in. It can be read only when it is whole; nothing is left of one that failed.
   * @param options.maxBytes more is `too_large`
   * @throws FileStorageError, or what `content` throws
   */
  write(
    id: string,
    content: AsyncIterable<Uint8Array>,
    options: { maxBytes: number; signal?: AbortSignal },
  ): Promise<WrittenFile>;
  /**
   * Opens a file, or a part of it.
   * @param options.range begins within the file, and ends with it at the latest; absent: all of it
   * @returns the content; destroying it ends the call to the bucket
   * @throws FileStorageError, also through the stream
   */
  open(file: StoredFile, options?: { range?: ByteRange; signal?: AbortSignal }): Promise<Readable>;
  /** Erases files from a bucket, whatever attempts left of them. */
  erase(store: string, ids: readonly string[]): Promise<void>;
  /** Erases an object; also resolves when it is gone. */
  eraseObject(store: string, object: Pick<ListedFile, 'id' | 'version'>): Promise<void>;
  /** Erases what was written, and nothing that another attempt wrote. */
  discard(file: StoredFile): Promise<void>;
  /** Which object a file's content is; see ListedFile. */
  getVersion(file: StoredFile): Promise<string>;
  /**
   * Copies a file into another bucket, as it is.
   * @throws FileStorageError `not_found`, also when it is not of the row's size
   */
  copy(file: StoredFile, toStore: string, options: { signal: AbortSignal }): Promise<void>;
  /**
   * Whether a bucket and the one of new files are the same, whatever their addresses: what is written to
   * one is looked for in the other.
   */
  isHome(store: string): Promise<boolean>;
  /** Whether a file is whole in a bucket. */
  has(store: string, file: StoredFile): Promise<boolean>;
  /** The objects in a bucket: a page of at most 1,000. */
  list(store: string, after?: string): Promise<{ files: ListedFile[]; next: string | null }>;
}

/** An object of a guild. */
export interface ListedFile {
  id: string;
  /** Tells the objects of a file apart, of which its row names one. */
  version: string;
  /** Of the object: encrypted. */
  sizeBytes: number;
  /** Epoch ms. */
  modifiedAt: number;
}

interface GuildFilesDeps {
  secrets: SecretStore;
  keys: DataKeyCache;
  /** A bucket of the guild's. @throws FileStorageError for one that is none; SecretStoreError */
  storeOf(store: string): Promise<ObjectStore>;
}

/** @param home where new files are stored */
export function createGuildFiles(
  { secrets, keys, storeOf }: GuildFilesDeps,
  guildId: string,
  home: string,
): GuildFiles {
  /** Runs one call of a bucket. @throws FileStorageError */
  const ask = <T>(store: string, call: (bucket: ObjectStore) => Promise<T>): Promise<T> =>
    mapErrors(storeOf(store).then(call));
  const dataKeys = createDataKeys({ secrets, keys }, guildId);
  const toObjectKey = (id: string, key: Buffer) =>
    `${toFilePrefix(guildId, id)}${toObjectVersion(key)}`;

  return {
    store: home,
    uploads: createFileUploads({ dataKeys, storeOf, toObjectKey }, home),

    async write(id, content, { maxBytes, signal }) {
      const { key, sealedKey } = await dataKeys.create(id);
      const hash = createHash('sha256');
      let sizeBytes = 0;
      const counted = async function* () {
        for await (const bytes of content) {
          sizeBytes += bytes.byteLength;
          if (sizeBytes > maxBytes) throw new FileStorageError('too_large');
          hash.update(bytes);
          yield bytes;
        }
      };
      await ask(home, (bucket) =>
        bucket.put(
          toObjectKey(id, key),
          encryptFile({ key, fileId: id }, counted()),
          signal ? { signal } : {},
        ),
      );
      return { id, store: home, sealedKey, sizeBytes, sha256: hash.digest('hex') };
    },

    async open(file, { range, signal } = {}) {
      const { id, store, sizeBytes } = file;
      const key = await dataKeys.open(file);
      if (sizeBytes === 0) return Readable.from([]);
      const wanted = {
        start: range?.start ?? 0,
        end: Math.min(range?.end ?? sizeBytes, sizeBytes - 1),
      };
      const object = await ask(store, (bucket) =>
        bucket.get(
          toObjectKey(id, key),
          toChunkRange(sizeBytes, wanted).object,
          signal ? { signal } : {},
        ),
      );
      return decryptRange({ key, fileId: id }, object, {
        sizeBytes,
        range: wanted,
        mapError: toFileStorageError,
      });
    },

    async erase(store, ids) {
      for (const id of ids)
        for (let after: string | undefined; ; ) {
          const position = after;
          const page = await ask(store, (bucket) =>
            bucket.list(toFilePrefix(guildId, id), position),
          );
          await ask(store, (bucket) => bucket.delete(page.objects.map(({ key }) => key)));
          if (page.next === null) break;
          after = page.next;
        }
    },

    eraseObject: (store, { id, version }) =>
      ask(store, (bucket) => bucket.delete([`${toFilePrefix(guildId, id)}${version}`])),

    async discard(file) {
      const objectKey = toObjectKey(file.id, await dataKeys.open(file));
      await ask(file.store, (bucket) => bucket.delete([objectKey]));
    },

    getVersion: async (file) => toObjectVersion(await dataKeys.open(file)),

    async copy(file, toStore, { signal }) {
      const { id, store, sizeBytes } = file;
      const objectKey = toObjectKey(id, await dataKeys.open(file));
      const source = await ask(store, (bucket) => bucket.get(objectKey, undefined, { signal }));
      const copied = await ask(toStore, (bucket) => bucket.put(objectKey, source, { signal }));
      if (copied.sizeBytes !== toObjectBytes(sizeBytes)) throw new FileStorageError('not_found');
    },

    async isHome(store) {
      if (store === home) return true;
      const key = `${CHECK_PREFIX}${randomUUID()}`;
      await ask(home, (bucket) => bucket.put(key, Readable.from([Buffer.from(key)])));
      try {
        return (await ask(store, (bucket) => bucket.head(key))) !== null;
      } finally {
        await ask(home, (bucket) => bucket.delete([key]));
      }
    },

    async has(store, file) {
      const objectKey = toObjectKey(file.id, await dataKeys.open(file));
      const head = await ask(store, (bucket) => bucket.head(objectKey));
      return head?.sizeBytes === toObjectBytes(file.sizeBytes);
    },

    async list(store, after) {
      const prefix = toGuildPrefix(guildId);
      const { objects, next } = await ask(store, (bucket) =>
        bucket.list(prefix, after && `${prefix}${after}`),
      );
      return {
        files: objects.flatMap(({ key, sizeBytes, modifiedAt }) => {
          const parsed = parseObjectKey(key);
          return parsed ? [{ id: parsed.id, version: parsed.version, sizeBytes, modifiedAt }] : [];
        }),
        next: next?.slice(prefix.length) ?? null,
      };
    },
  };
}

async function mapErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw toFileStorageError(error);
  }
}
