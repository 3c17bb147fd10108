import { defineEffect } from '../effects/define-effect.ts';

const noteEffect = (kind: string) =>
  defineEffect({ kind, version: 1, subjectType: 'submission', payloadField: 'noteId' });

/** A note is posted in the submission's thread. */
export const threadNote = noteEffect('thread.note');
/** The message of a removed note is deleted. */
export const threadNoteRemoval = noteEffect('thread.note_remove');
