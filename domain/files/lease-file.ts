import type { StoredFile } from '../../tenancy/index.ts';
import type { DatabaseRow, GuildWriter } from '../../tenancy/types.ts';
import type { Subject } from '../subjects/submission-subject.ts';
import { parseInteger, parseText, parseTextOrNull } from '../submissions/row-parsers.ts';
import { toFileName } from './file-name.ts';
import { FILE_STATES, type FileOrigin, type FileState } from './file-state.ts';

/** A file that a worker processes. */
export interface LeasedFile {
  id: string;
  subject: Subject;
  name: string;
  state: FileState;
  /** As it was announced, until it is stored; see `isSizeKnown`. */
  sizeBytes: number;
  /** False: it was not announced, and `sizeBytes` is what it may have. */
  isSizeKnown: boolean;
  sourceUrl: string | null;
  attempts: number;
  /** Where its content is; null until it is stored. */
  stored: StoredFile | null;
}

/** Where a row says that its content is; null when it has none, or says what is none of ours. */
export function toStoredFile(row: DatabaseRow): StoredFile | null {
  const store = parseTextOrNull(row.store, 64);
  const sealedKey = parseTextOrNull(row.sealed_key, 1_000);
  const sizeBytes = parseInteger(row.size_bytes);
  if (!store || !sealedKey?.startsWith('vault:') || sizeBytes < 0) return null;
  return { id: parseText(row.id, 36), store, sealedKey, sizeBytes };
}

/**
 * Leases a file for processing. @returns `leased` when another worker has it, null when there is
 * nothing to process any more
 */
export async function leaseFile(
  db: GuildWriter,
  id: string,
  { owner, leaseMs }: { owner: string; leaseMs: number },
): Promise<LeasedFile | 'leased' | null> {
  const file = () => db.table('files').where('id', id);
  const row = await file().forUpdate().first();
  const state = FILE_STATES.find((known) => known === row?.state);
  if (!row || (state !== 'pending' && state !== 'stored')) return null;
  if (row.lease_owner !== null && parseInteger(row.lease_until) > db.now) return 'leased';
  await file().update({
    lease_owner: owner,
    lease_until: db.now + leaseMs,
    attempts: parseInteger(row.attempts) + 1,
  });
  return {
    id,
    subject: toSubject(row),
    name: toFileName(parseText(row.name, 400)),
    state,
    sizeBytes: parseInteger(row.size_bytes),
    isSizeKnown: row.origin !== ('link' satisfies FileOrigin),
    sourceUrl: parseTextOrNull(row.source_url, 2_000),
    attempts: parseInteger(row.attempts),
    stored: toStoredFile(row),
  };
}

/** @returns false when the lease is another worker's by now */
export async function extendFileLease(
  db: GuildWriter,
  id: string,
  { owner, leaseMs }: { owner: string; leaseMs: number },
): Promise<boolean> {
  const count = await db
    .table('files')
    .where({ id, lease_owner: owner })
    .update({ lease_until: db.now + leaseMs });
  return Number(count) > 0;
}

/**
 * Gives the file back: another attempt may start.
 * @param options.isCounted false: the attempt was not the file's own failure
 */
export async function releaseFile(
  db: GuildWriter,
  id: string,
  owner: string,
  { isCounted }: { isCounted: boolean },
): Promise<void> {
  await db
    .table('files')
    .where({ id, lease_owner: owner })
    .update({
      lease_owner: null,
      lease_until: null,
      ...(isCounted ? {} : { attempts: db.expression('attempts - 1') }),
    });
}

/** @param row with `subject_type` and `subject_id` */
export function toSubject(row: DatabaseRow): Subject {
  return { type: 'submission', id: parseText(row.subject_id, 36) };
}
