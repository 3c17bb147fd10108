import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';
import { MAX_MENTIONS, MAX_POSITION_MS } from './note-length.ts';

/** What a note was about; its text is in its own row, and goes with it. */
const data = z.object({
  noteId: z.string().max(36).catch(''),
  fileName: z.string().max(400).nullable().catch(null),
  positionMs: z.number().int().min(0).max(MAX_POSITION_MS).nullable().catch(null),
});

export const noteAdded = defineEvent({
  kind: 'note.added',
  subjectType: 'submission',
  data: data.extend({
    /** Who is notified in the thread. The event's id is the note's. */
    mentionIds: z
      .array(z.string().regex(/^[0-9]{1,20}$/))
      .max(MAX_MENTIONS)
      .catch([]),
  }),
  liveKind: 'note',
});

export const noteRemoved = defineEvent({
  kind: 'note.removed',
  subjectType: 'submission',
  data,
  liveKind: 'note',
});
