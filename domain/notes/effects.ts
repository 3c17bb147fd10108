import { defineEffect } from '../effects/define-effect.ts';

const noteEffect = (kind: string) =>
  defineEffect({ kind, version: 1, subjectType: 'submission', payloadField: 'noteId' });

/** A note is posted in the submission's thread. */
export const threadNote = noteEffect('thread.note');
/**
 * As {@link threadNote}, of a note that notifies people: the version before, which would notify
 * nobody, leaves it to newer workers.
 */
export const threadNoteWithMentions = { ...threadNote, version: 2 };
/** The message of a removed note is deleted. */
export const threadNoteRemoval = noteEffect('thread.note_remove');
