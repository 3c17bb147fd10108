import type { DatabaseRow, GuildReader } from '../types.ts';
import type { StoredFile } from './guild-files.ts';

/** Ids that one statement looks up. */
const BATCH_SIZE = 200;

/**
 * The tables whose rows name objects, which are all that declare a `sealed_key`. An upload's row
 * becomes a file's in one transaction: read in this order, it is seen in one of them.
 */
export const OBJECT_TABLES = ['uploads', 'files'] as const;

/** What a row says about the objects of a file. */
export interface ObjectReference {
  /** Of the file: the objects of all attempts to store it share it. */
  id: string;
  /** The object that the row names; null: none, not yet or no more. */
  file: StoredFile | null;
  /** The bucket's name for the unfinished upload that becomes the object; null: there is none. */
  uploadId: string | null;
  /** Whether a worker is at it, which may be storing an object that the row does not name yet. */
  isLeased: boolean;
}

/**
 * What a guild's rows say about the objects of these files: originals, copies for browsers, artwork and
 * uploads. An object that none of them names is needed by nobody.
 * @param options.lock until the commit, so that no row begins to name another object
 * @returns by id
 */
export async function readObjectReferences(
  db: GuildReader,
  ids: readonly string[],
  { lock = false }: { lock?: boolean } = {},
): Promise<Map<string, ObjectReference[]>> {
  const found: ObjectReference[] = [];
  for (const table of OBJECT_TABLES)
    for (let from = 0; from < ids.length; from += BATCH_SIZE) {
      const query = db.table<string>(table).whereIn('id', ids.slice(from, from + BATCH_SIZE));
      const rows: DatabaseRow[] = await (lock ? query.forUpdate() : query).select();
      found.push(...rows.map((row) => toReference(row, db.now)));
    }
  return Map.groupBy(found, ({ id }) => id);
}

const toReference = (row: DatabaseRow, now: number): ObjectReference => ({
  id: String(row.id),
  file: row.store && row.sealed_key ? toStoredFile(row) : null,
  uploadId: row.upload_id ? String(row.upload_id) : null,
  isLeased: Number(row.lease_until ?? 0) > now,
});

export const toStoredFile = (row: DatabaseRow): StoredFile => ({
  id: String(row.id),
  store: String(row.store),
  sealedKey: String(row.sealed_key),
  sizeBytes: Number(row.size_bytes),
});
