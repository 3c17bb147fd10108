import type { Operations } from '../../domain/contract.ts';
import type { TrackNote } from '../player/playable-track.ts';

type ListedNote = Awaited<ReturnType<Operations['notes']['list']>>[number];

/** A note as a page shows it. */
export interface NoteView {
  id: string;
  author: string;
  /** Epoch ms. */
  at: number;
  body: string;
  /** Of the file that it is about; null: of none. */
  fileId: string | null;
  fileName: string | null;
  /** ms from the beginning of the file, or of the demo's link if there is no file. */
  positionMs: number | null;
  canRemove: boolean;
}

/** @param files of the demo and its conversation */
export const presentNotes = (
  notes: readonly ListedNote[],
  files: readonly { id: string; name: string }[],
): NoteView[] =>
  notes.map((from) => ({
    id: from.id,
    author: from.authorName,
    at: from.createdAt,
    body: from.body,
    fileId: from.fileId,
    fileName: files.find(({ id }) => id === from.fileId)?.name ?? null,
    positionMs: from.positionMs,
    canRemove: from.canRemove,
  }));

/** Characters of a note beside the mark of its position. */
const MAX_MARK_LENGTH = 140;

/** The notes that are pinned to a position of the file. */
export const presentTrackNotes = (notes: readonly ListedNote[], fileId: string): TrackNote[] =>
  notes.flatMap((note) =>
    note.fileId !== fileId || note.positionMs === null
      ? []
      : [
          {
            id: note.id,
            positionMs: note.positionMs,
            author: note.authorName,
            text:
              note.body.length > MAX_MARK_LENGTH
                ? `${note.body.slice(0, MAX_MARK_LENGTH).toWellFormed().trimEnd()}…`
                : note.body,
          },
        ],
  );
