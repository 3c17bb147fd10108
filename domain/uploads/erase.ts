import type { StartedUpload } from '../../tenancy/index.ts';
import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import { MAX_UPLOADS_PER_SESSION } from './limits.ts';
import { parseSession, parseUpload } from './read-session.ts';

/** Removed files of a session are few: there is a limit to adding. */
const MAX_ERASED = 50 * MAX_UPLOADS_PER_SESSION;

/** @returns null when nothing is left of the session */
export async function loadErasableSession(
  db: GuildReader,
  sessionId: string,
): Promise<{ sessionId: string } | null> {
  const row = await db.table('upload_sessions').where('id', sessionId).first('id');
  return row ? { sessionId } : null;
}

/** What of a session is erased. */
export interface Erasable {
  uploadIds: string[];
  /** Of those that have parts in a bucket. */
  started: StartedUpload[];
}

/**
 * Removes what the session no longer needs: files that were removed; all of them once it is over. From
 * then on they do not become a demo's files.
 */
export async function takeErasable(db: GuildWriter, sessionId: string): Promise<Erasable> {
  const row = await db.table('upload_sessions').where('id', sessionId).forUpdate().first();
  if (!row) return { uploadIds: [], started: [] };
  const uploads = () => db.table('uploads').where('session_id', sessionId);
  if (!parseSession(row, db.now).isOpen) {
    await db
      .table('upload_sessions')
      .where('id', sessionId)
      .whereNull('closed_at')
      .update({ closed_at: db.now });
    await uploads().whereNull('removed_at').update({ removed_at: db.now, owner: null });
  }
  const removed = (await uploads().whereNotNull('removed_at').limit(MAX_ERASED).select()).map(
    parseUpload,
  );
  return {
    uploadIds: removed.map(({ id }) => id),
    started: removed.flatMap(({ started }) => started ?? []),
  };
}

/** Their parts are gone. The session itself is forgotten when its time is over. */
export async function recordErased(
  db: GuildWriter,
  sessionId: string,
  { uploadIds }: Erasable,
): Promise<void> {
  await db.table('uploads').whereIn('id', uploadIds).whereNotNull('removed_at').delete();
  const [row, remaining] = await Promise.all([
    db.table('upload_sessions').where('id', sessionId).forUpdate().first(),
    db.table('uploads').where('session_id', sessionId).first('id'),
  ]);
  if (row && !remaining && parseSession(row, db.now).expiresAt <= db.now)
    await db.table('upload_sessions').where('id', sessionId).delete();
}
