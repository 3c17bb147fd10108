import type { DatabaseRow, GuildReader, GuildWriter } from '../../tenancy/types.ts';
import { REASON_MAX_LENGTH } from '../review/reason-length.ts';
import { parseInteger, parseText } from '../submissions/row-parsers.ts';
import { MAX_SAVED_REASONS, SAVED_REASON_TITLE_MAX_LENGTH } from './limits.ts';

/** A reason for rejections that staff choose instead of typing it. */
export interface SavedReason {
  id: string;
  title: string;
  /** What the artist reads. */
  text: string;
  /** How often it was changed. */
  revision: number;
}

const ROW_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** In the label's order. */
export async function readReasons(db: GuildReader): Promise<SavedReason[]> {
  const rows = await db
    .table('saved_reasons')
    .orderBy(['position', 'id'])
    // A customer database may hold more.
    .limit(MAX_SAVED_REASONS)
    .select('id', 'name', 'content', 'revision');
  return rows.map(parseReason).filter(({ id, title, text }) => ROW_ID.test(id) && title && text);
}

/** One at a time changes the list: its length and its order stay right. */
export async function lockReasons(db: GuildWriter): Promise<SavedReason[]> {
  await db.table('guild_settings').forUpdate().first('revision');
  return readReasons(db);
}

export const parseReason = (row: DatabaseRow): SavedReason => ({
  id: parseText(row.id, 36),
  title: parseText(row.name, SAVED_REASON_TITLE_MAX_LENGTH).trim(),
  text: parseText(row.content, REASON_MAX_LENGTH).trim(),
  revision: parseInteger(row.revision),
});
