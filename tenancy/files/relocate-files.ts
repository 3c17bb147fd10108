import type { TenantAccess } from '../tenant-access.ts';
import type { DatabaseRow } from '../types.ts';
import { FileStorageError } from './file-storage-error.ts';
import type { GuildFiles, ListedFile, StoredFile } from './guild-files.ts';
import { readObjectReferences, toStoredFile } from './object-references.ts';

/** Files that are looked up at a time. */
const BATCH_SIZE = 50;

type Deps = Pick<TenantAccess, 'read' | 'write'>;

/**
 * Brings a guild's files into the bucket of its region. Each row says where its file is, and changes
 * when the copy is whole: whoever is killed, another one goes on with what is left. A file is read
 * where its row says meanwhile.
 * @throws FileStorageError, TenancyError, the reason of `signal`
 */
export async function relocateFiles(
  tenantAccess: Deps,
  {
    guildId,
    files,
    signal,
    isHome = memoizeByStore(files),
  }: {
    guildId: string;
    files: GuildFiles;
    signal: AbortSignal;
    /** Whether another name of the bucket of new files. @throws FileStorageError */
    isHome?: (store: string) => Promise<boolean>;
  },
): Promise<void> {
  await dropUploadsElsewhere(tenantAccess, { guildId, files });
  /** Of buckets that cannot be used now: the files of others do not wait for them. */
  const failures = new Map<string, unknown>();
  let afterId = '';
  for (;;) {
    signal.throwIfAborted();
    const rows = await listFilesElsewhere(tenantAccess, { guildId, store: files.store, afterId });
    for (const row of rows) {
      signal.throwIfAborted();
      if (failures.has(row.store)) continue;
      try {
        await relocateFile(tenantAccess, { guildId, files, file: row, isHome, signal });
      } catch (error) {
        if (!(error instanceof FileStorageError)) throw error;
        failures.set(row.store, error);
      }
    }
    const last = rows.at(-1);
    if (!last) break;
    afterId = last.id;
  }
  const [failure] = failures.values();
  if (failure) throw failure;
}

/** Asks once for each bucket. */
export function memoizeByStore(files: GuildFiles): (store: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  return (store) => {
    const answer = known.get(store) ?? files.isHome(store);
    known.set(store, answer);
    return answer;
  };
}

/**
 * Forgets uploads that are under way in another bucket, whose parts cannot be moved: their senders
 * begin again.
 */
async function dropUploadsElsewhere(
  tenantAccess: Deps,
  { guildId, files }: { guildId: string; files: GuildFiles },
): Promise<void> {
  const { result: uploads } = await tenantAccess.write(guildId, async (db) => {
    const rows = () => db.table('uploads').where('store', '<>', files.store);
    const found: DatabaseRow[] = await rows()
      .forUpdate()
      .select('id', 'store', 'sealed_key', 'upload_id');
    // First: from now on nobody makes an object of them.
    await rows().delete();
    return found;
  });
  for (const row of uploads)
    await files.uploads
      .abort({
        id: String(row.id),
        store: String(row.store),
        sealedKey: String(row.sealed_key),
        uploadId: String(row.upload_id),
      })
      .catch((error) => {
        if (error instanceof FileStorageError && error.reason === 'no_bucket') return;
        throw error;
      });
}

async function listFilesElsewhere(
  tenantAccess: Deps,
  { guildId, store, afterId }: { guildId: string; store: string; afterId: string },
): Promise<StoredFile[]> {
  const rows: DatabaseRow[] = await tenantAccess.read(
    guildId,
    (db) =>
      db
        .table('files')
        .where('store', '<>', store)
        .where('id', '>', afterId)
        .orderBy('id')
        .limit(BATCH_SIZE)
        .select('id', 'store', 'sealed_key', 'size_bytes'),
    false,
  );
  return rows.map(toStoredFile);
}

async function relocateFile(
  tenantAccess: Deps,
  {
    guildId,
    files,
    file,
    isHome,
    signal,
  }: {
    guildId: string;
    files: GuildFiles;
    file: StoredFile;
    isHome(store: string): Promise<boolean>;
    signal: AbortSignal;
  },
): Promise<void> {
  let isThere: boolean;
  try {
    isThere = await isHome(file.store);
    if (!isThere) await files.copy(file, files.store, { signal });
  } catch (error) {
    // Its bucket's credentials were revoked: the others do not wait for new ones.
    if (error instanceof FileStorageError && error.reason === 'no_bucket') return;
    // Lost: neither the other files nor the move wait for it.
    if (error instanceof FileStorageError && error.code === 'not_found') return;
    throw error;
  }
  const { result: isMoved } = await tenantAccess.write(guildId, async (db) => {
    const row = () => db.table('files').where({ id: file.id, store: file.store });
    // Locked: whoever erases what no row refers to asks under the same lock.
    if (!(await row().forUpdate().first('id'))) return false;
    if (!(await files.has(files.store, file))) return false;
    await row().update({ store: files.store });
    return true;
  });
  if (isMoved && !isThere) await files.erase(file.store, [file.id]);
}

/**
 * Erases the objects of a guild in a bucket that no row refers to: copies that were left behind, and
 * what interrupted uploads left.
 * @param options.olderThan epoch ms; newer ones may belong to an upload that goes on
 * @returns how many
 */
export async function eraseLeftovers(
  tenantAccess: Deps,
  {
    guildId,
    files,
    store,
    olderThan,
    signal,
  }: {
    guildId: string;
    files: GuildFiles;
    store: string;
    olderThan: number;
    signal: AbortSignal;
  },
): Promise<number> {
  let erased = 0;
  for (let after: string | undefined; ; ) {
    const page = await files.list(store, after);
    for (const object of page.files) {
      signal.throwIfAborted();
      if (
        object.modifiedAt < olderThan &&
        (await eraseIfUnused(tenantAccess, { guildId, files, store, object }))
      )
        erased += 1;
    }
    if (page.next === null) return erased;
    after = page.next;
  }
}

/**
 * Erases an object unless a row names it, or a worker may be about to.
 * @returns whether it was erased
 */
export async function eraseIfUnused(
  tenantAccess: Pick<TenantAccess, 'write'>,
  {
    guildId,
    files,
    store,
    object,
  }: { guildId: string; files: GuildFiles; store: string; object: ListedFile },
): Promise<boolean> {
  const { result } = await tenantAccess.write(guildId, async (db) => {
    const references =
      (await readObjectReferences(db, [object.id], { lock: true })).get(object.id) ?? [];
    for (const { file, isLeased } of references) {
      if (isLeased) return false;
      if (file?.store === store && (await files.getVersion(file)) === object.version) return false;
    }
    await files.eraseObject(store, object);
    return true;
  });
  return result;
}
