import { loadNote, noteEffects, submissionEffects } from '../../domain/index.ts';
import type { GuildReader } from '../../tenancy/index.ts';
import { defineDeliverer } from '../deliver/types.ts';
import { deleteNoteMessage, postNote } from './thread-note.ts';

const load = (db: GuildReader, number: number, { noteId }: { noteId: string }) =>
  loadNote(db, number, noteId);

const postedNotes = [noteEffects.threadNote, noteEffects.threadNoteWithMentions];

export const deliverers = [
  ...postedNotes.map((effect) =>
    defineDeliverer({
      effect,
      after: [submissionEffects.threadOpen],
      load,
      deliver: postNote,
    }),
  ),
  defineDeliverer({
    effect: noteEffects.threadNoteRemoval,
    after: postedNotes,
    load,
    deliver: deleteNoteMessage,
  }),
];
