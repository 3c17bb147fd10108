import { loadNote, noteEffects, submissionEffects } from '../../domain/index.ts';
import type { GuildReader } from '../../tenancy/index.ts';
import { defineDeliverer } from '../deliver/types.ts';
import { deleteNoteMessage, postNote } from './thread-note.ts';

const load = (db: GuildReader, number: number, { noteId }: { noteId: string }) =>
  loadNote(db, number, noteId);

export const deliverers = [
  defineDeliverer({
    effect: noteEffects.threadNote,
    after: [submissionEffects.threadOpen],
    load,
    deliver: postNote,
  }),
  defineDeliverer({
    effect: noteEffects.threadNoteRemoval,
    after: [noteEffects.threadNote],
    load,
    deliver: deleteNoteMessage,
  }),
];
