import { z } from 'zod';
import { NOTE_MAX_LENGTH } from '../../domain/notes/note-length.ts';
import { optionalField } from '../../domain/text/schemas.ts';
import { trimmedText } from '../routing/schemas.server.ts';

/** `1:23`, `1:02:03`, or seconds alone. @returns ms */
const position = z
  .string()
  .trim()
  .regex(/^(?:(?:\d{1,2}:)?\d{1,3}:[0-5]\d|\d{1,5})$/, 'note.position')
  .transform((text) => text.split(':').reduce((total, part) => total * 60 + Number(part), 0))
  .transform((seconds) => seconds * 1_000);

export const noteForm = z
  .object({
    note: trimmedText(NOTE_MAX_LENGTH).min(1, 'text.blank'),
    position: optionalField(position),
    /** The file that the position is of; absent: the demo's link. */
    fileId: optionalField(z.uuid('id.malformed')),
  })
  // What the track's field says matters with a position only.
  .transform(({ note, position: positionMs, fileId }) => ({
    body: note,
    ...(positionMs === undefined ? {} : { positionMs, ...(fileId ? { fileId } : {}) }),
  }));

export const noteRemovalForm = z.object({ noteId: z.uuid('id.malformed') });
