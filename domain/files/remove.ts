import { z } from 'zod';
import { notFound } from '../errors/errors.ts';
import { appendEvent } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import { parseText } from '../submissions/row-parsers.ts';
import { fileRemoved } from './events.ts';
import { COUNTED_STATES } from './file-state.ts';
import { toSubject } from './lease-file.ts';
import { removeFiles } from './remove-files.ts';

/**
 * Removes one file of a demo, for good.
 * @throws VektraError `not_found` unless staff, and for a file that is not there
 */
export const remove = mutation({
  name: 'files.remove',
  access: 'staff',
  limit: 'staffChange',
  input: z.object({ fileId: z.uuid('id.malformed') }),
  async load({ db }, { fileId }) {
    const row = await db
      .table('files')
      .where('id', fileId)
      .whereNull('copy_of')
      .whereIn('state', COUNTED_STATES)
      .forUpdate()
      .first('id', 'name', 'subject_type', 'subject_id');
    if (!row) throw notFound();
    return { subject: toSubject(row), name: parseText(row.name, 400) };
  },
  async run({ db, actor, loaded: { subject, name } }, { fileId }): Promise<void> {
    await removeFiles(db, subject, [fileId], 'staff');
    await appendEvent(db, actor, fileRemoved, { subjectId: subject.id, data: { name } });
  },
});
