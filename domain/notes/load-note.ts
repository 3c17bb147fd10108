import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import {
  type DiscordMessage,
  deleteDiscordMessage,
  noteSubject,
  readDiscordMessages,
  recordDiscordMessage,
} from '../discord-messages/discord-messages.ts';
import { parseEventData } from '../events/define-event.ts';
import { toFileName } from '../files/file-name.ts';
import { readSettings } from '../settings/settings-document.ts';
import type { GuildSettings } from '../settings/types.ts';
import { toSubjectColumns } from '../subjects/subject.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { toOnDiscord } from '../submissions/on-discord.ts';
import { parseText } from '../submissions/row-parsers.ts';
import { noteAdded } from './events.ts';
import { toNote } from './read-notes.ts';

/** A note, as the thread shows it. */
export interface NoteView {
  authorName: string;
  body: string;
  /** Of the file that it is about; null: of none, or it is gone. */
  fileName: string | null;
  /** ms from the beginning of the track. */
  positionMs: number | null;
  /** Who is notified of it. */
  mentionIds: string[];
}

export interface LoadedNote {
  settings: GuildSettings;
  threadId: string | null;
  /** Null: it was removed. */
  note: NoteView | null;
  /** Where it was posted; null: nowhere that is known. */
  posted: (DiscordMessage & { messageId: string }) | null;
}

/** @returns null when there is no such note, or its submission is gone */
export async function loadNote(
  db: GuildReader,
  number: number,
  noteId: string,
): Promise<LoadedNote | null> {
  const subject = submissionSubject(number);
  const [settings, submission, row, ofSubmission, ofNote] = await Promise.all([
    readSettings(db),
    db.table('submissions').where('number', number).first('thread_id'),
    db
      .table('notes')
      .where({ ...toSubjectColumns(subject), id: noteId })
      .first(),
    readDiscordMessages(db, subject),
    readDiscordMessages(db, noteSubject(noteId)),
  ]);
  if (!submission || !row) return null;
  const { thread: posted } = ofNote;
  return {
    settings,
    threadId: toOnDiscord(submission, ofSubmission).threadId,
    note: row.removed_at === null ? await toView(db, number, toNote(row)) : null,
    posted: posted?.messageId ? { ...posted, messageId: posted.messageId } : null,
  };
}

async function toView(
  db: GuildReader,
  number: number,
  { id, fileId, authorName, body, positionMs }: ReturnType<typeof toNote>,
): Promise<NoteView> {
  const columns = toSubjectColumns(submissionSubject(number));
  const [file, event] = await Promise.all([
    fileId === null
      ? undefined
      : db
          .table('files')
          .where({ id: fileId, ...columns })
          .first('name'),
    db
      .table('events')
      .where({ id, ...columns, kind: noteAdded.kind })
      .first('data'),
  ]);
  const fileName = file ? toFileName(parseText(file.name, 400)) : null;
  const { mentionIds } = parseEventData(noteAdded, event?.data);
  return { authorName, body, fileName, positionMs, mentionIds };
}

/** Where a note was posted. */
export const recordPostedNote = (
  db: GuildWriter,
  noteId: string,
  posted: { channelId: string; messageId: string; botId: string },
): Promise<void> => recordDiscordMessage(db, noteSubject(noteId), 'thread', posted);

/** The note's message is gone. */
export const recordNoteUnposted = (
  db: GuildWriter,
  noteId: string,
  messageId: string,
): Promise<void> =>
  deleteDiscordMessage(db, noteSubject(noteId), 'thread', { message_id: messageId });
