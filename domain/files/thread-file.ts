import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import {
  type DiscordMessage,
  deleteDiscordMessage,
  fileSubject,
  readDiscordMessages,
  recordDiscordMessage,
} from '../discord-messages/discord-messages.ts';
import { toStoredKind } from '../effects/define-effect.ts';
import { readSettings } from '../settings/settings-document.ts';
import type { GuildSettings } from '../settings/types.ts';
import { toSubjectColumns } from '../subjects/subject.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { toOnDiscord } from '../submissions/on-discord.ts';
import { parseText, parseTime } from '../submissions/row-parsers.ts';
import { threadFile } from './effects.ts';
import { choosePostedFile, type PostedFile } from './posted-file.ts';

/** A file's message in the staff thread. */
interface ThreadFileMessage {
  /** Where it was posted; null: nowhere that is known. */
  posted: (DiscordMessage & { messageId: string }) | null;
  threadId: string | null;
}

export interface LoadedThreadFile extends ThreadFileMessage {
  settings: GuildSettings;
  guildId: string;
  number: number;
  isRemoved: boolean;
  /** Null: it is not posted, because it is no sound or too large, or the label wishes none. */
  file: PostedFile | null;
  /** Whether a file that came before it is still to be posted. */
  isEarlierPending: boolean;
}

/** @returns null when there is no such file, or its submission is gone */
export async function loadThreadFile(
  db: GuildReader,
  number: number,
  fileId: string,
): Promise<LoadedThreadFile | null> {
  const files = () => db.table('files').where(toSubjectColumns(submissionSubject(number)));
  const [settings, message, row, audioRow, copyRow, earlier] = await Promise.all([
    readSettings(db),
    loadMessage(db, number, fileId),
    files().where('id', fileId).whereNull('copy_of').first(),
    db.table('file_audio').where('file_id', fileId).first('duration_ms', 'needs_copy'),
    files().where({ copy_of: fileId, state: 'ready' }).first(),
    postings(db, number)
      .whereIn('state', ['waiting', 'leased'])
      .where('ref_id', '<', fileId)
      .first('id'),
  ]);
  if (!message || !row) return null;
  const isRemoved = row.state !== 'ready';
  const isWanted = !isRemoved && settings.files.isPostedOnDiscord;
  return {
    ...message,
    settings,
    guildId: db.guildId,
    number,
    isRemoved,
    file: isWanted ? choosePostedFile(row, audioRow, copyRow) : null,
    isEarlierPending: earlier !== undefined,
  };
}

export interface LoadedThreadFileRemoval extends ThreadFileMessage {
  /** Deliveries that were given up; with `firstSentAt` they may have posted it all the same. */
  givenUp: { id: string; createdAt: number; firstSentAt: number | null }[];
}

/** @returns null when the submission is gone */
export async function loadThreadFileRemoval(
  db: GuildReader,
  number: number,
  fileId: string,
): Promise<LoadedThreadFileRemoval | null> {
  const [message, rows] = await Promise.all([
    loadMessage(db, number, fileId),
    postings(db, number)
      .where({ state: 'dead', ref_id: fileId })
      .limit(10)
      .select('id', 'created_at', 'first_sent_at'),
  ]);
  if (!message) return null;
  const givenUp = rows.map((row) => ({
    id: parseText(row.id, 36),
    createdAt: parseTime(row.created_at),
    firstSentAt: row.first_sent_at === null ? null : parseTime(row.first_sent_at),
  }));
  return { ...message, givenUp };
}

const postings = (db: GuildReader, number: number) =>
  db.table('outbox').where('kind', toStoredKind(threadFile)).where('number', number);

async function loadMessage(
  db: GuildReader,
  number: number,
  fileId: string,
): Promise<ThreadFileMessage | null> {
  const [submission, ofSubmission, { thread: posted }] = await Promise.all([
    db.table('submissions').where('number', number).first('thread_id'),
    readDiscordMessages(db, submissionSubject(number)),
    readDiscordMessages(db, fileSubject(fileId)),
  ]);
  if (!submission) return null;
  return {
    threadId: toOnDiscord(submission, ofSubmission).threadId,
    posted: posted?.messageId ? { ...posted, messageId: posted.messageId } : null,
  };
}

/** Where a file was posted. */
export const recordPostedFile = (
  db: GuildWriter,
  fileId: string,
  posted: { channelId: string; messageId: string; botId: string },
): Promise<void> => recordDiscordMessage(db, fileSubject(fileId), 'thread', posted);

/**
 * The file's message is gone.
 * @param givenUpIds of deliveries of it that were given up: nothing is left to deliver again
 */
export async function recordFileUnposted(
  db: GuildWriter,
  fileId: string,
  { messageId, givenUpIds }: { messageId: string | null; givenUpIds: readonly string[] },
): Promise<void> {
  if (messageId !== null)
    await deleteDiscordMessage(db, fileSubject(fileId), 'thread', { message_id: messageId });
  if (givenUpIds.length > 0)
    await db
      .table('outbox')
      .whereIn('id', [...givenUpIds])
      .where('state', 'dead')
      .delete();
}
