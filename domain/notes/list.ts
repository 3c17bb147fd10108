import { query } from '../operations/guild-operations.ts';
import { requireSubject, subjectInput } from '../subjects/subject.ts';
import { readNotes } from './read-notes.ts';
import type { Note } from './types.ts';

/** A note as its reader sees it. */
export interface ListedNote extends Note {
  /** Its author may, and an admin. */
  canRemove: boolean;
}

/**
 * The notes of a subject, oldest first.
 * @throws VektraError `not_found`, `plan_required`
 */
export const list = query({
  name: 'notes.list',
  access: 'staff',
  feature: 'notes',
  limit: 'staffQuery',
  input: subjectInput,
  async read({ db, actor }, subject): Promise<ListedNote[]> {
    const [notes] = await Promise.all([readNotes(db, subject), requireSubject(db, subject)]);
    return notes.map((note) => ({
      ...note,
      canRemove: actor.isAdmin || note.authorId === actor.userId,
    }));
  },
});
