import { z } from 'zod';
import { VektraError } from '../errors/errors.ts';
import { checkFiles, readUsedBytes } from '../files/add-files.ts';
import { getFileLimits } from '../files/guild-file-limits.ts';
import { mutation } from '../operations/guild-operations.ts';
import { sessionInput } from './get.ts';
import { MAX_UPLOADS_PER_SESSION } from './limits.ts';
import { readSession, readUploads } from './read-session.ts';

/**
 * Adds a file that is about to be uploaded.
 * @throws VektraError `not_found`, `upload_expired` for a session that is over, `invalid_input` for a
 * file that would not be kept
 * @returns its id
 */
export const add = mutation({
  name: 'uploads.add',
  access: 'member',
  limit: 'artistMessage',
  input: sessionInput.extend({
    name: z.string().min(1).max(1_000),
    sizeBytes: z.number().int().min(0),
  }),
  async run({ db, actor, deps }, { sessionId, name, sizeBytes }): Promise<{ uploadId: string }> {
    const session = await readSession(db, actor.userId, sessionId, { lock: true });
    if (!session.isOpen) throw new VektraError('upload_expired');
    const [uploads, usedBytes, limits] = await Promise.all([
      readUploads(db, sessionId),
      readUsedBytes(db),
      getFileLimits(deps, actor.guildId),
    ]);
    const [file] = checkFiles([{ name, url: '', sizeBytes }], limits, {
      bytes: usedBytes,
      count: 0,
    });
    const problem = uploads.length >= MAX_UPLOADS_PER_SESSION ? 'too_many' : file?.problem;
    if (!file || problem)
      throw new VektraError('invalid_input', {
        fields: [
          { field: 'files', problem: `file.${problem}`, values: { name: file?.name ?? '' } },
        ],
      });
    const uploadId = db.newId();
    await db.table('uploads').insert({
      id: uploadId,
      session_id: sessionId,
      name: file.name,
      size_bytes: sizeBytes,
      received_bytes: 0,
      created_at: db.now,
    });
    return { uploadId };
  },
});
