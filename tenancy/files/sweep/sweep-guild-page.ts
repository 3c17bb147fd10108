import type { DatabaseRow } from '../../types.ts';
import { toObjectBytes } from '../chunk-cipher.ts';
import { FileStorageError } from '../file-storage-error.ts';
import type { GuildFiles, ListedFile, StoredFile } from '../guild-files.ts';
import { toKeyBehindFile } from '../object-key.ts';
import { type ObjectReference, readObjectReferences, toStoredFile } from '../object-references.ts';
import { eraseIfUnused } from '../relocate-files.ts';
import type { SweepDeps } from './sweep-deps.ts';

/** As many as a page of objects; if there are more, the next page begins behind them. */
const ROWS_PER_PAGE = 1_000;

/**
 * Compares a page of a guild's objects with its rows: erases what no row names, and tells which files
 * of that range have no object.
 * @param after a key of the guild, as this returned it; null: from the beginning
 * @returns where the next page begins; null: that was the last one
 */
export async function sweepGuildPage(
  deps: SweepDeps,
  guildId: string,
  after: string | null,
): Promise<string | null> {
  const { tenantAccess, region } = deps;
  const files = await deps.openFiles(guildId);
  const page = await files.list(region, after ?? undefined);
  const { objects, lastId, next } = cutAtFile(page);
  const objectsById = Map.groupBy(objects, ({ id }) => id);
  const oldIds = objects
    .filter(({ modifiedAt }) => modifiedAt < deps.olderThan)
    .map(({ id }) => id);
  if (oldIds.length > 0) {
    const references = await tenantAccess.read(
      guildId,
      (db) => readObjectReferences(db, [...new Set(oldIds)]),
      false,
    );
    for (const object of objects) {
      const siblings = objectsById.get(object.id) ?? [];
      if (object.modifiedAt >= deps.olderThan) continue;
      if (await isNamed({ files, region }, object, siblings, references.get(object.id) ?? []))
        continue;
      if (
        deps.isDryRun ||
        (await eraseIfUnused(tenantAccess, { guildId, files, store: region, object }))
      )
        deps.counts.erasedObjects += 1;
    }
  }
  const fromId = after?.split('/', 1)[0] ?? '';
  const lastRowId = await compareRows(deps, { guildId, files, objectsById, fromId, lastId });
  return lastRowId === null ? next : toKeyBehindFile(lastRowId);
}

/** A page without the last file's objects, of which the next page may have more. */
function cutAtFile({ files, next }: { files: ListedFile[]; next: string | null }): {
  objects: ListedFile[];
  lastId: string | null;
  next: string | null;
} {
  const last = files.at(-1);
  if (next === null || !last) return { objects: files, lastId: null, next };
  const whole = files.filter(({ id }) => id !== last.id);
  const lastWhole = whole.at(-1);
  return lastWhole
    ? { objects: whole, lastId: lastWhole.id, next: toKeyBehindFile(lastWhole.id) }
    : { objects: files, lastId: last.id, next };
}

/**
 * A file's only object that is of the row's size is the row's: keys are opened, by calls to Vault, only
 * where there is a doubt.
 */
const isObvious = (file: StoredFile, siblings: readonly ListedFile[]): boolean =>
  siblings.length === 1 && siblings[0]?.sizeBytes === toObjectBytes(file.sizeBytes);

async function isNamed(
  { files, region }: { files: GuildFiles; region: string },
  object: ListedFile,
  siblings: readonly ListedFile[],
  references: readonly ObjectReference[],
): Promise<boolean> {
  for (const { file, isLeased } of references) {
    if (isLeased) return true;
    if (file?.store !== region) continue;
    if (isObvious(file, siblings)) return true;
    try {
      if ((await files.getVersion(file)) === object.version) return true;
    } catch (error) {
      // Nobody can tell any more which object the row names.
      if (error instanceof FileStorageError && error.code === 'not_found') return true;
      throw error;
    }
  }
  return false;
}

/**
 * Compares the rows of a range of files with their objects.
 * @param range.lastId null: to the end
 * @returns the last one, if there are more in the range
 */
async function compareRows(
  deps: SweepDeps,
  {
    guildId,
    files,
    objectsById,
    fromId,
    lastId,
  }: {
    guildId: string;
    files: GuildFiles;
    objectsById: ReadonlyMap<string, ListedFile[]>;
    fromId: string;
    lastId: string | null;
  },
): Promise<string | null> {
  const rows: DatabaseRow[] = await deps.tenantAccess.read(
    guildId,
    (db) => {
      const query = db
        .table('files')
        .where('store', deps.region)
        .whereNotNull('sealed_key')
        // Not what was stored since the objects were listed.
        .where('stored_at', '<', deps.olderThan)
        .where('id', '>', fromId);
      return (lastId === null ? query : query.where('id', '<=', lastId))
        .orderBy('id')
        .limit(ROWS_PER_PAGE)
        .select('id', 'store', 'sealed_key', 'size_bytes');
    },
    false,
  );
  const missing: string[] = [];
  const present: string[] = [];
  for (const file of rows.map(toStoredFile)) {
    const isPresent =
      isObvious(file, objectsById.get(file.id) ?? []) || (await isReadable(files, file));
    (isPresent ? present : missing).push(file.id);
  }
  if (rows.length > 0)
    deps.counts.missingFiles += await deps.onCompared({ guildId, missing, present });
  return rows.length === ROWS_PER_PAGE ? String(rows.at(-1)?.id) : null;
}

/** Asked of the bucket: the file may have been brought into it since its objects were listed. */
async function isReadable(files: GuildFiles, file: StoredFile): Promise<boolean> {
  try {
    return await files.has(file.store, file);
  } catch (error) {
    // The key that opens it is gone.
    if (error instanceof FileStorageError && error.code === 'not_found') return false;
    throw error;
  }
}
