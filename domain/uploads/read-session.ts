import type { StartedUpload } from '../../tenancy/index.ts';
import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { notFound } from '../errors/errors.ts';
import { toFileName } from '../files/file-name.ts';
import {
  parseInteger,
  parseIntegerOrNull,
  parseText,
  parseTextOrNull,
} from '../submissions/row-parsers.ts';
import { MAX_UPLOADS_PER_SESSION } from './limits.ts';
import type { UploadSummary } from './types.ts';

export interface SessionRow {
  id: string;
  number: number | null;
  form: string | null;
  expiresAt: number;
  sentNumber: number | null;
  /** Whether files can be added and sent. */
  isOpen: boolean;
}

export function parseSession(row: DatabaseRow, now: number): SessionRow {
  const expiresAt = parseInteger(row.expires_at);
  return {
    id: parseText(row.id, 36),
    number: parseIntegerOrNull(row.number),
    form: parseTextOrNull(row.form, 20_000),
    expiresAt,
    sentNumber: parseIntegerOrNull(row.sent_number),
    isOpen: row.closed_at === null && expiresAt > now,
  };
}

/**
 * An artist's own session.
 * @param options.lock until the commit
 * @throws VektraError `not_found`, also for somebody else's
 */
export async function readSession(
  db: GuildReader,
  artistId: string,
  sessionId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<SessionRow> {
  const rows = db.table('upload_sessions').where({ id: sessionId, artist_id: artistId });
  const row = await (lock ? rows.forUpdate() : rows).first();
  if (!row) throw notFound();
  return parseSession(row, db.now);
}

/** A file of a session, with what is needed to go on. */
export interface UploadRow extends UploadSummary {
  format: string | null;
  contentType: string | null;
  hashState: string | null;
  sha256: string | null;
  /** Where it is stored; null until its content begins to come. */
  started: StartedUpload | null;
}

const uploadsOf = (db: GuildReader, sessionId: string) =>
  db.table('uploads').where('session_id', sessionId).whereNull('removed_at');

/** Files of a session that were not removed, in the order in which they were chosen. */
export async function readUploads(
  db: GuildReader,
  sessionId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<UploadRow[]> {
  const query = uploadsOf(db, sessionId).orderBy('id').limit(MAX_UPLOADS_PER_SESSION);
  const rows = await (lock ? query.forUpdate() : query).select();
  return rows.map(parseUpload);
}

/** @throws VektraError `not_found` */
export async function readUpload(
  db: GuildReader,
  sessionId: string,
  uploadId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<UploadRow> {
  const rows = uploadsOf(db, sessionId).where('id', uploadId);
  const row = await (lock ? rows.forUpdate() : rows).first();
  if (!row) throw notFound();
  return parseUpload(row);
}

export function parseUpload(row: DatabaseRow): UploadRow {
  const id = parseText(row.id, 36);
  const store = parseTextOrNull(row.store, 64);
  const sealedKey = parseTextOrNull(row.sealed_key, 1_000);
  const uploadId = parseTextOrNull(row.upload_id, 2_000);
  return {
    id,
    name: toFileName(parseText(row.name, 400)),
    sizeBytes: Math.max(0, parseInteger(row.size_bytes)),
    receivedBytes: Math.max(0, parseInteger(row.received_bytes)),
    format: parseTextOrNull(row.format, 24),
    contentType: parseTextOrNull(row.content_type, 100),
    hashState: parseTextOrNull(row.hash_state, 1_000),
    sha256: parseTextOrNull(row.sha256, 64),
    started: store && sealedKey && uploadId ? { id, store, sealedKey, uploadId } : null,
  };
}
