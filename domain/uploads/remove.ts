import { z } from 'zod';
import { mutation } from '../operations/guild-operations.ts';
import { sessionInput } from './get.ts';
import { readSession, readUpload } from './read-session.ts';
import { enqueueErasure } from './start.ts';

/**
 * Removes a file that was, or is being, uploaded.
 * @throws VektraError `not_found`
 */
export const remove = mutation({
  name: 'uploads.remove',
  access: 'member',
  limit: 'artistMessage',
  input: sessionInput.extend({ uploadId: z.uuid('id.malformed') }),
  async run({ db, actor }, { sessionId, uploadId }): Promise<void> {
    await readSession(db, actor.userId, sessionId, { lock: true });
    await readUpload(db, sessionId, uploadId, { lock: true });
    // First marked: who makes objects of the parts sees it, and the worker erases only then.
    await db.table('uploads').where('id', uploadId).update({ removed_at: db.now, owner: null });
    await enqueueErasure(db, sessionId, db.now);
  },
});
